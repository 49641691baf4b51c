import { compileMini } from '../../support/compiled';
import { miniAksCluster, miniGkeCluster } from '../../support/mini-fleet';
import {
  ACCOUNTS,
  CONTRACT,
  document,
  fleetWith,
  ISSUER,
  POD_IDENTITY,
} from '../../support/permission-fleet';

describe('permissions for keys of the own account', () => {
  const KEY = 'arn:aws:kms:us-east-1:111122223333:key/';
  const keyed = POD_IDENTITY.replace(
    `issuer: ${ISSUER}}`,
    `issuer: ${ISSUER}, keys: {secrets: ${KEY}a, objects: ${KEY}b, events: ${KEY}c}}`,
  );

  it('let each capability use its key through the service that it asks', () => {
    const { Resources } = document(fleetWith(keyed), 'us') as {
      Resources: {
        Role: {
          Properties: {
            Policies: {
              PolicyDocument: {
                Statement: { Sid: string; Action: string[]; Resource: string[]; Condition?: unknown }[];
              };
            }[];
          };
        };
      };
    };
    const statements = Resources.Role.Properties.Policies.flatMap(
      ({ PolicyDocument }) => PolicyDocument.Statement,
    );
    const ofKeys = statements.filter(({ Sid }) => Sid.endsWith('key'));
    expect(
      ofKeys.map(({ Sid, Action, Resource }) => `${Sid} ${Action.join(' ')} ${Resource.join(' ')}`),
    ).toEqual([
      `consumeeventkey kms:Decrypt ${KEY}c`,
      `publisheventkey kms:Decrypt kms:GenerateDataKey ${KEY}c`,
      `readobjectkey kms:Decrypt ${KEY}b`,
      `readsecretkey kms:Decrypt ${KEY}a`,
      `writeobjectkey kms:Decrypt kms:GenerateDataKey ${KEY}b`,
    ]);
    expect(ofKeys[0]?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' },
    });
  });

  it('come with the trust of the account in the issuer, where roles count on it', () => {
    const issuerOf = (us: string): unknown =>
      fleetWith(us).compiled.files.find(({ path }) => path === 'permissions/us/baseline/issuer.json')
        ?.content;
    expect(issuerOf(POD_IDENTITY)).toBeUndefined();
    expect(issuerOf(POD_IDENTITY.replace('eks-pod-identity', 'irsa'))).toMatchObject({
      json: {
        Resources: {
          Issuer: {
            Type: 'AWS::IAM::OIDCProvider',
            Properties: { Url: ISSUER, ClientIdList: ['sts.amazonaws.com'] },
          },
        },
      },
    });
  });
});

describe('permissions on GKE, told apart', () => {
  it('are those of a service account in the project that its address names', () => {
    const known = ACCOUNTS.gcp.replace(
      '}',
      ', identities: {web-prod: web@shared-prod.iam.gserviceaccount.com}}',
    );
    const compiled = compileMini({
      'clusters/us.yaml': POD_IDENTITY,
      'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2, ACCOUNTS.azure),
      'clusters/be.yaml': miniGkeCluster('be', 'europe-west1', 3, known),
      'apps/web/app.yaml': CONTRACT,
      'apps/stock/app.yaml': undefined,
      'apps/stock/releases.yaml': undefined,
    });
    expect(JSON.stringify(document(compiled, 'be'))).toContain(
      'projects/shared-prod/serviceAccounts/web@shared-prod.iam.gserviceaccount.com',
    );
  });

  it('are two objects where two buckets differ in what no name of an object can have', () => {
    const compiled = compileMini({
      'clusters/us.yaml': POD_IDENTITY,
      'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2, ACCOUNTS.azure),
      'clusters/be.yaml': miniGkeCluster('be', 'europe-west1', 3, ACCOUNTS.gcp),
      'apps/web/app.yaml': CONTRACT.replace(
        'read-object: pictures',
        'read-object: a.b\n    - read-object: a-b',
      ),
      'apps/stock/app.yaml': undefined,
      'apps/stock/releases.yaml': undefined,
    });
    const { items } = document(compiled, 'be') as { items: { metadata: { name: string } }[] };
    const names = items.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('web-read-object-a-b-'))).toHaveLength(2);
  });
});
