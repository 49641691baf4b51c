import { valueAt } from '../../../lib/core/json';
import type { Json } from '../../../lib/core/manifest';
import { MINI_FILES, miniAksCluster, miniGkeCluster } from '../../support/mini-fleet';
import {
  AWS,
  AZURE,
  first,
  fleetOf,
  fleetWith,
  GOOGLE,
  ISSUER_OF_CLUSTER,
  ISSUERS,
  permissionsOf,
  ROUTE53,
  SUBSCRIPTION,
  TRAFFIC_MANAGER,
  valuesOf,
  zoned,
} from '../../support/zone-fleet';

describe('the permissions in a DNS zone', () => {
  const statements = (document: Json | undefined): Json | undefined =>
    valueAt(
      first(valueAt(document, 'Resources', 'Role', 'Properties', 'Policies')),
      ...['PolicyDocument', 'Statement'],
    );
  const ACCOUNT = "account: {id: '444455556666'}\n";
  const own = fleetWith(`${ROUTE53}dnsZone: ${AWS}\nbaseline: {cert-manager: {${ISSUERS}}}\n`, {
    'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace(/^account: .*\n/m, ACCOUNT),
  });

  test('of cert-manager on AWS are texts in the one zone, and no other records', () => {
    expect(statements(permissionsOf(own, 'us/baseline/cert-manager.json'))).toMatchObject([
      {
        Action: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:ListResourceRecordSets'],
        Resource: ['arn:aws:route53:::hostedzone/Z0123456789MINI', 'arn:aws:route53:::change/*'],
        Condition: {
          'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] },
        },
      },
    ]);
  });

  test('of external-dns on AWS are the records of the one zone, and which zones there are', () => {
    expect(statements(permissionsOf(own, 'us/baseline/external-dns.json'))).toMatchObject([
      { Resource: ['arn:aws:route53:::hostedzone/Z0123456789MINI'] },
      { Action: ['route53:ListHostedZones'], Resource: ['*'] },
    ]);
  });

  test('on Azure are roles in the resource group of the zone, whichever that of the cluster is', () => {
    const account = `account: {id: ${SUBSCRIPTION}/platform, issuer: '${ISSUER_OF_CLUSTER}', identities: {external-dns: ${SUBSCRIPTION}}}\n`;
    const azure = fleetOf(AZURE, miniAksCluster, account, TRAFFIC_MANAGER);
    const resources = valueAt(permissionsOf(azure, 'third/baseline/external-dns.json'), 'resources');
    expect(resources).toMatchObject([
      {},
      {},
      {
        type: 'Microsoft.Resources/deployments',
        subscriptionId: SUBSCRIPTION,
        resourceGroup: 'dns',
        properties: {
          template: {
            resources: [
              {
                scope: 'Microsoft.Network/dnszones/apps.example.com',
                properties: { principalId: "[parameters('principal')]" },
              },
            ],
          },
        },
      },
      {
        resourceGroup: 'dns',
        properties: { template: { resources: [{ properties: { principalType: 'ServicePrincipal' } }] } },
      },
    ]);
  });

  test('on Google Cloud are roles on the managed zone, in the project that it is in', () => {
    const google = fleetOf(GOOGLE, miniGkeCluster, 'account: {id: example-prod}\n');
    expect(valueAt(permissionsOf(google, 'third/baseline/cert-manager.json'), 'items')).toMatchObject([
      {
        spec: {
          member: 'serviceAccount:example-prod.svc.id.goog[cert-manager/cert-manager]',
          role: 'roles/dns.admin',
          resourceRef: {
            kind: 'DNSManagedZone',
            external: 'projects/example-dns/managedZones/apps-example-com',
          },
        },
      },
    ]);
  });

  test('for a zone in another account are taken on with a token of the own cluster', () => {
    const account = `account: {id: ${SUBSCRIPTION}/platform, issuer: '${ISSUER_OF_CLUSTER}'}\n`;
    const outside = zoned(AWS, ROUTE53, { cluster: miniAksCluster, account });
    const trust = first(
      valueAt(
        permissionsOf(outside, 'third/baseline/cert-manager.json'),
        ...['Resources', 'Role', 'Properties', 'AssumeRolePolicyDocument', 'Statement'],
      ),
    );
    expect(trust).toMatchObject({
      Principal: { Federated: 'arn:aws:iam::444455556666:oidc-provider/oidc.example.com/id/1' },
    });
    const variables = [
      { name: 'AWS_REGION', value: 'us-east-1' },
      { name: 'AWS_ROLE_ARN', value: 'arn:aws:iam::444455556666:role/cert-manager-third' },
      { name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: '/var/run/secrets/dns-zone/token' },
    ];
    expect(valuesOf('cert-manager', outside, 'third')).toMatchObject({
      extraEnv: variables,
      volumes: [{ projected: { sources: [{ serviceAccountToken: { audience: 'sts.amazonaws.com' } }] } }],
      volumeMounts: [{ mountPath: '/var/run/secrets/dns-zone' }],
    });
    const env = valueAt(valuesOf('external-dns', outside, 'third'), 'env');
    expect(env).toContainEqual({
      name: 'AWS_ROLE_ARN',
      value: 'arn:aws:iam::444455556666:role/external-dns-third',
    });
  });

  test('for a zone in another account come with what makes it trust the issuer of the cluster, once', () => {
    const account = `account: {id: ${SUBSCRIPTION}/platform, issuer: '${ISSUER_OF_CLUSTER}'}\n`;
    const outside = zoned(AWS, ROUTE53, { cluster: miniAksCluster, account });
    expect(valueAt(permissionsOf(outside, 'third/baseline/issuer-444455556666.json'), 'Resources')).toEqual({
      Issuer: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: { Url: ISSUER_OF_CLUSTER, ClientIdList: ['sts.amazonaws.com'] },
      },
    });
  });

  test('on Google Cloud stand on no issuer beside, because projects bind members by name', () => {
    const google = fleetOf(GOOGLE, miniGkeCluster, 'account: {id: example-prod}\n');
    expect(permissionsOf(google, 'third/baseline/issuer-example-dns.json')).toBeUndefined();
  });
});
