import type { Manifest } from '../../../lib/core/manifest';
import type { CompiledFleet } from '../../support/compiled';
import { ACCOUNTS, document, fleetWith, GUID, ISSUER, POD_IDENTITY } from '../../support/permission-fleet';

const fleet = (): CompiledFleet => fleetWith(POD_IDENTITY);

function object({ compiled }: CompiledFleet, cluster: string, kind: string): Manifest | undefined {
  const unit = compiled.units.find((one) => one.cluster === cluster && one.name === 'web');
  return unit?.objects.find((one) => one.kind === kind);
}

function podLabels(fleet: CompiledFleet, cluster: string): unknown {
  const deployment = object(fleet, cluster, 'Deployment');
  return (deployment?.['spec'] as { template: { metadata: { labels: unknown } } }).template.metadata.labels;
}

describe('permissions on EKS', () => {
  it('are a role for one service account of one cluster, with the least that each capability takes', () => {
    expect(document(fleet(), 'us')).toEqual({
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'What web may do from us.',
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'web-prod-us',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'pods.eks.amazonaws.com' },
                  Action: ['sts:AssumeRole', 'sts:TagSession'],
                  Condition: {
                    StringEquals: {
                      'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:us-east-1:111122223333:cluster/us',
                      'aws:RequestTag/kubernetes-namespace': 'web',
                      'aws:RequestTag/kubernetes-service-account': 'web',
                    },
                  },
                },
              ],
            },
            Policies: [
              {
                PolicyName: 'capabilities',
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [
                    {
                      Sid: 'consumeevent',
                      Effect: 'Allow',
                      Action: [
                        'sqs:ChangeMessageVisibility',
                        'sqs:DeleteMessage',
                        'sqs:GetQueueAttributes',
                        'sqs:ReceiveMessage',
                      ],
                      Resource: ['arn:aws:sqs:us-east-1:111122223333:restocked-web'],
                    },
                    {
                      Sid: 'publishevent',
                      Effect: 'Allow',
                      Action: ['sns:Publish'],
                      Resource: ['arn:aws:sns:us-east-1:111122223333:visited'],
                    },
                    {
                      Sid: 'readobject',
                      Effect: 'Allow',
                      Action: ['s3:GetObject'],
                      Resource: ['arn:aws:s3:::example-us-pictures/*'],
                    },
                    {
                      Sid: 'readsecret',
                      Effect: 'Allow',
                      Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
                      Resource: ['arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/web/keys-??????'],
                    },
                    {
                      Sid: 'writeobject',
                      Effect: 'Allow',
                      Action: ['s3:AbortMultipartUpload', 's3:PutObject'],
                      Resource: ['arn:aws:s3:::example-us-logs/*'],
                    },
                  ],
                },
              },
            ],
          },
        },
        Association: {
          Type: 'AWS::EKS::PodIdentityAssociation',
          Properties: {
            ClusterName: 'us',
            Namespace: 'web',
            ServiceAccount: 'web',
            RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          },
        },
      },
    });
    expect(object(fleet(), 'us', 'ServiceAccount')?.metadata.annotations).toBeUndefined();
  });

  it('are named by the service account where the issuer of the cluster is trusted instead', () => {
    const fleet = fleetWith(POD_IDENTITY.replace('eks-pod-identity', 'irsa'));
    expect(object(fleet, 'us', 'ServiceAccount')?.metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web-prod-us',
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    });
    const resources = document(fleet, 'us')?.['Resources'];
    expect(resources).toMatchObject({
      Role: {
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [
              {
                Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1' },
                Action: 'sts:AssumeRoleWithWebIdentity',
                Condition: {
                  StringEquals: {
                    'oidc.example.com/id/1:aud': 'sts.amazonaws.com',
                    'oidc.example.com/id/1:sub': 'system:serviceaccount:web:web',
                  },
                },
              },
            ],
          },
        },
      },
    });
    expect(Object.keys(resources as object)).toEqual(['Role']);
  });

  it('are those of a role that is there already, and none is written then', () => {
    const arn = 'arn:aws:iam::111122223333:role/audited';
    const known = POD_IDENTITY.replace('objectStore:', `identities: {web-prod: '${arn}'}, objectStore:`);
    expect(document(fleetWith(known), 'us')?.['Resources']).toEqual({
      Association: expect.objectContaining({
        Properties: { ClusterName: 'us', Namespace: 'web', ServiceAccount: 'web', RoleArn: arn },
      }) as unknown,
    });
    expect(document(fleetWith(known.replace('eks-pod-identity', 'irsa')), 'us')).toBeUndefined();
  });
});

describe('permissions on AKS', () => {
  it('are a managed identity that trusts one service account of one cluster, with roles on single resources', () => {
    const { resources } = document(fleet(), 'eu') as { resources: Record<string, Record<string, unknown>>[] };
    expect(
      resources.map(
        ({ type, name, scope }) => scope ?? `${type as unknown as string} ${name as unknown as string}`,
      ),
    ).toEqual([
      'Microsoft.ManagedIdentity/userAssignedIdentities web-prod-eu',
      'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials web-prod-eu/eu',
      'Microsoft.ServiceBus/namespaces/example-bus/topics/restocked/subscriptions/web',
      'Microsoft.ServiceBus/namespaces/example-bus/topics/visited',
      'Microsoft.Storage/storageAccounts/examplestore/blobServices/default/containers/pictures',
      'Microsoft.KeyVault/vaults/example-vault/secrets/web-keys',
      'Microsoft.Storage/storageAccounts/examplestore/blobServices/default/containers/logs',
    ]);
    expect(resources[1]?.['properties']).toEqual({
      issuer: ISSUER,
      subject: 'system:serviceaccount:web:web',
      audiences: ['api://AzureADTokenExchange'],
    });
    expect(resources.slice(2).map(({ properties }) => properties?.['description'])).toEqual([
      'consume-event restocked: Azure Service Bus Data Receiver',
      'publish-event visited: Azure Service Bus Data Sender',
      'read-object pictures: Storage Blob Data Reader',
      'read-secret web/keys: Key Vault Secrets User',
      'write-object logs: Storage Blob Data Contributor',
    ]);
  });

  it('are found by the client id on the service account, and by a label that the pods carry everywhere', () => {
    expect(object(fleet(), 'eu', 'ServiceAccount')?.metadata.annotations).toEqual({
      'azure.workload.identity/client-id': GUID,
    });
    for (const cluster of ['us', 'eu', 'be'])
      expect(podLabels(fleet(), cluster)).toMatchObject({ 'azure.workload.identity/use': 'true' });
  });

  it('wait for the id that Azure makes up, and say so', () => {
    const fleet = fleetWith(POD_IDENTITY, ACCOUNTS.azure.replace(/ {2}identities.*\n/, ''));
    expect(document(fleet, 'eu')).toBeUndefined();
    expect(podLabels(fleet, 'eu')).not.toHaveProperty(['azure.workload.identity/use']);
  });
});

describe('permissions on GKE', () => {
  it('are roles of the service account itself on single resources', () => {
    const { items } = document(fleet(), 'be') as { items: { metadata: { name: string }; spec: unknown }[] };
    const member = 'serviceAccount:example-prod.svc.id.goog[web/web]';
    const external = (kind: string, name: string): unknown => ({ kind, external: name });
    expect(items.map(({ spec }) => spec)).toEqual([
      {
        member,
        role: 'roles/pubsub.subscriber',
        resourceRef: external('PubSubSubscription', 'projects/example-prod/subscriptions/restocked-web'),
      },
      {
        member,
        role: 'roles/pubsub.publisher',
        resourceRef: external('PubSubTopic', 'projects/example-prod/topics/visited'),
      },
      {
        member,
        role: 'roles/storage.objectViewer',
        resourceRef: external('StorageBucket', 'example-be-pictures'),
      },
      {
        member,
        role: 'roles/secretmanager.secretAccessor',
        resourceRef: external('SecretManagerSecret', 'projects/example-prod/secrets/web-keys'),
      },
      { member, role: 'roles/storage.objectUser', resourceRef: external('StorageBucket', 'example-be-logs') },
    ]);
    expect(items[3]?.metadata.name).toBe('web-read-secret-web-keys');
    expect(object(fleet(), 'be', 'ServiceAccount')?.metadata.annotations).toBeUndefined();
  });
});

describe('a service account', () => {
  it.each(['us', 'eu', 'be'])('gives no token to whoever does not ask for one, in %s', (cluster) => {
    expect(object(fleet(), cluster, 'ServiceAccount')?.['automountServiceAccountToken']).toBe(false);
  });
});
