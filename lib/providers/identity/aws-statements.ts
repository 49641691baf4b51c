import {
  HEAR_INTERRUPTIONS,
  RUN_NODES,
  SIZE_NODE_GROUPS,
  type NodePermissions,
} from '../nodes/aws-permissions';
import {
  prefixed,
  type Account,
  type AccountFact,
  type CapabilityTable,
  type Document,
  type Grant,
  type IdentityQuestion,
  type OwnKey,
} from './identity';

/** Actions, and the names of what they are allowed on. */
interface OneStatement {
  readonly actions: readonly string[];
  readonly arns: Arns;
  /** A fact of the account without which they could not be told from others. */
  readonly needs?: AccountFact;
  readonly condition?: Document;
  /** What the same takes of a key of the account's own. */
  readonly key?: { readonly of: OwnKey; readonly service: string; readonly actions: readonly string[] };
}

type Arns = (resource: string, question: IdentityQuestion, account: string) => readonly string[];

const READ_KEY = ['kms:Decrypt'];
const USE_KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];
const SECRETS_KEY = { of: 'secrets', service: 'secretsmanager', actions: READ_KEY } as const;
const READ_SECRET = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

/**
 * The least that each capability takes, by the service authorization reference. Six question marks stand for the ending
 * that Secrets Manager gives to the name of a secret. An event is a topic of SNS; each of its consumers has a queue of SQS.
 */
const STATEMENTS: CapabilityTable<OneStatement | NodePermissions> = {
  'read-secret': {
    actions: READ_SECRET,
    key: SECRETS_KEY,
    arns: (name, { region, account: { secretStore } }, account) => [
      `arn:aws:secretsmanager:${region}:${account}:secret:${prefixed(secretStore, '/', name)}-??????`,
    ],
  },
  'publish-event': {
    actions: ['sns:Publish'],
    key: { of: 'events', service: 'sns', actions: USE_KEY },
    arns: (name, { region, account: { eventStore } }, account) => [
      `arn:aws:sns:${region}:${account}:${prefixed(eventStore, '-', name)}`,
    ],
  },
  'consume-event': {
    actions: [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ],
    key: { of: 'events', service: 'sqs', actions: READ_KEY },
    arns: (name, { region, app, account: { eventStore } }, account) => [
      `arn:aws:sqs:${region}:${account}:${prefixed(eventStore, '-', `${name}-${app}`)}`,
    ],
  },
  'read-object': {
    actions: ['s3:GetObject'],
    key: { of: 'objects', service: 's3', actions: READ_KEY },
    arns: (name, { account }) => [`${bucketArn(name, account)}/*`],
  },
  'write-object': {
    actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
    // The parts of a large object are read again when they are put together.
    key: { of: 'objects', service: 's3', actions: USE_KEY },
    arns: (name, { account }) => [`${bucketArn(name, account)}/*`],
  },
  // Without what stands before their names they could not be told from those of the platform.
  'read-app-secrets': {
    actions: READ_SECRET,
    key: SECRETS_KEY,
    needs: 'secretStore',
    arns: (names, { region, account: { secretStore } }, account) => [
      `arn:aws:secretsmanager:${region}:${account}:secret:${prefixed(secretStore, '/', names)}`,
    ],
  },
  'read-platform-secrets': {
    actions: READ_SECRET,
    key: SECRETS_KEY,
    arns: (names, { region, account: { platformStore } }, account) => [
      `arn:aws:secretsmanager:${region}:${account}:secret:${prefixed(platformStore, '/', names)}-??????`,
    ],
  },
  'write-backups': {
    actions: [
      's3:AbortMultipartUpload',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:ListMultipartUploadParts',
      's3:PutObject',
    ],
    arns: wholeBucket,
  },
  'read-backups': { actions: ['s3:GetObject', 's3:ListBucket'], arns: wholeBucket },
  'encrypt-backups': { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], arns: (key) => [key] },
  'decrypt-backups': { actions: ['kms:Decrypt'], arns: (key) => [key] },
  'run-nodes': RUN_NODES,
  'hear-interruptions': HEAR_INTERRUPTIONS,
  'size-node-groups': SIZE_NODE_GROUPS,
  'change-records': {
    actions: ['route53:ChangeResourceRecordSets', 'route53:ListResourceRecordSets'],
    arns: (zone) => [zoneArn(zone)],
  },
  'list-zones': { actions: ['route53:ListHostedZones'], arns: () => ['*'] },
  'prove-names': {
    actions: ['route53:ChangeResourceRecordSets', 'route53:GetChange', 'route53:ListResourceRecordSets'],
    arns: (zone) => [zoneArn(zone), 'arn:aws:route53:::change/*'],
    // Of the actions only the first has record types; for the others nothing is asked.
    condition: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['TXT'] } },
  },
};

/** A bucket of the platform, whose name stands as it is. */
function wholeBucket(name: string): readonly string[] {
  return [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`];
}

function zoneArn(zone: string): string {
  return `arn:aws:route53:::hostedzone/${zone}`;
}

function bucketArn(name: string, { objectStore }: Account): string {
  return `arn:aws:s3:::${prefixed(objectStore, '-', name)}`;
}

/** Facts of the account that a capability cannot do without. */
export function needsOf(capability: Grant['capability']): readonly AccountFact[] {
  const row = STATEMENTS[capability];
  return row !== undefined && 'needs' in row && row.needs !== undefined ? [row.needs] : [];
}

/** What some capabilities need beside the role. */
export function resourcesBeside(question: IdentityQuestion): readonly Document[] {
  return question.grants.flatMap(({ capability, resource }) => {
    const row = STATEMENTS[capability];
    const beside = row !== undefined && 'resources' in row ? row.resources?.(resource, question) : undefined;
    return beside === undefined ? [] : [beside];
  });
}

/** One statement a capability, with everything that it is about. */
export function statementsOf(question: IdentityQuestion): readonly Document[] {
  const { grants, account } = question;
  const capabilities = [...new Set(grants.map(({ capability }) => capability))];
  return capabilities.flatMap((capability) => {
    const row = STATEMENTS[capability];
    if (row === undefined) return [];
    const about = grants.filter((grant) => grant.capability === capability);
    if ('statements' in row) return about.flatMap(({ resource }) => row.statements(resource, question));
    const { actions, arns, condition } = row;
    const statement = {
      Sid: capability.replaceAll('-', ''),
      Effect: 'Allow',
      Action: actions,
      Resource: about.flatMap(({ resource }) => arns(resource, question, account.id ?? '')),
      ...(condition === undefined ? {} : { Condition: condition }),
    };
    return [statement, ...keyStatements(capability, row, question)];
  });
}

/** The key may be used through the service alone, and not by itself. */
function keyStatements(
  capability: string,
  { key }: OneStatement,
  { account, region }: IdentityQuestion,
): readonly Document[] {
  const arn = key && account.keys?.[key.of];
  if (key === undefined || arn === undefined) return [];
  return [
    {
      Sid: `${capability.replaceAll('-', '')}key`,
      Effect: 'Allow',
      Action: key.actions,
      Resource: [arn],
      Condition: { StringEquals: { 'kms:ViaService': `${key.service}.${region}.amazonaws.com` } },
    },
  ];
}
