interface Mechanism {
  /** Keys of the clouds, or of those who configure them. */
  readonly keys: RegExp;
  /** What a contract says instead. */
  readonly capability: string;
}

const PERMISSIONS =
  '"cloudPermissionsProfile" under "identity", and "requiredPermissions" under "workloadIdentity"';

/** The mechanisms that people try to write into a contract, and the capability that each of them stands for. */
const MECHANISMS: readonly Mechanism[] = [
  { keys: /^(secretsmanager|ssm|kms):|secretmanager|key-?vault|secretArn/i, capability: 'read-secret' },
  { keys: /^(sns|events):|pubsub.*publish|servicebus.*send|topicArn/i, capability: 'publish-event' },
  { keys: /^sqs:|pubsub|servicebus|queue(Arn|Url)/i, capability: 'consume-event' },
  {
    keys: /^s3:(get|list)|storage\.(objects\.(get|list)|objectViewer)|blobs?[/.]read/i,
    capability: 'read-object',
  },
  { keys: /^s3:|storage\.object|blobs?[/.]|bucket(Arn|Name)/i, capability: 'write-object' },
  {
    keys: /^((iam|aws|azure|gcp|google|gke)?-?(role|policy|policies|principal|serviceAccount|identity)(Arn|Name|Email|Annotations|Id)?|managedIdentity|(client|tenant|subscription|account)Id|irsa|podIdentity|workloadIdentityPool)$/i,
    capability: PERMISSIONS,
  },
  {
    keys: /^(ingressClass(Name)?|loadBalancer(Class|Type|Scheme)?|gatewayClass(Name)?|scheme|alb|nlb)$/i,
    capability: '"exposure" under "traffic"',
  },
  {
    keys: /^(securityGroups?|nsg|firewallRules?|vpc|subnets?)$/i,
    capability: '"to" and "external" under "calls"',
  },
  {
    keys: /^(instanceTypes?|nodeSelector|nodePools?|nodeClass|tolerations|affinity|machineType)$/i,
    capability: '"resources" under "runtime"',
  },
];

/** What a contract says instead of a field that only one cloud, or one cluster, understands; undefined for any other key. */
export function capabilityFor(key: string): string | undefined {
  const found = MECHANISMS.find(({ keys }) => keys.test(key))?.capability;
  return found === undefined || found.startsWith('"')
    ? found
    : `"${found}" under "workloadIdentity.requiredPermissions"`;
}
