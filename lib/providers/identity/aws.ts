import { fingerprint } from '../../core/hash';
import {
  HEAR_INTERRUPTIONS,
  RUN_NODES,
  SIZE_NODE_GROUPS,
  type NodePermissions,
} from '../nodes/aws-permissions';
import {
  missingFacts,
  prefixed,
  subjectOf,
  type Account,
  type AccountFact,
  type CapabilityTable,
  type Document,
  type Grant,
  type IdentityAnswer,
  type IdentityQuestion,
  type ProviderIdentity,
} from './identity';

const POLICY_VERSION = '2012-10-17';
/** Characters that IAM allows in the name of a role. */
const LONGEST_ROLE = 64;
/** Whom tokens are for that a role is taken on with. */
const AUDIENCE = 'sts.amazonaws.com';
const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** Actions, and the names of what they are allowed on. */
interface OneStatement {
  readonly actions: readonly string[];
  readonly arns: Arns;
  /** A fact of the account without which they could not be told from others. */
  readonly needs?: AccountFact;
  readonly condition?: Document;
}

type Arns = (resource: string, question: IdentityQuestion, account: string) => readonly string[];

const READ_SECRET = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

/**
 * The least that each capability takes, by the service authorization reference. Six question marks stand for the ending
 * that Secrets Manager gives to the name of a secret. An event is a topic of SNS; each of its consumers has a queue of SQS.
 */
const STATEMENTS: CapabilityTable<OneStatement | NodePermissions> = {
  'read-secret': {
    actions: READ_SECRET,
    arns: (name, { region, account: { secretStore } }, account) => [
      `arn:aws:secretsmanager:${region}:${account}:secret:${prefixed(secretStore, '/', name)}-??????`,
    ],
  },
  'publish-event': {
    actions: ['sns:Publish'],
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
    arns: (name, { region, app, account: { eventStore } }, account) => [
      `arn:aws:sqs:${region}:${account}:${prefixed(eventStore, '-', `${name}-${app}`)}`,
    ],
  },
  'read-object': {
    actions: ['s3:GetObject'],
    arns: (name, { account }) => [`${bucketArn(name, account)}/*`],
  },
  'write-object': {
    actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
    arns: (name, { account }) => [`${bucketArn(name, account)}/*`],
  },
  // Without what stands before their names they could not be told from those of the platform.
  'read-app-secrets': {
    actions: READ_SECRET,
    needs: 'secretStore',
    arns: (names, { region, account: { secretStore } }, account) => [
      `arn:aws:secretsmanager:${region}:${account}:secret:${prefixed(secretStore, '/', names)}`,
    ],
  },
  'read-platform-secrets': {
    actions: READ_SECRET,
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

/** EKS: a role of IAM for each app and cluster, as a template of CloudFormation. */
export const awsIdentity: ProviderIdentity = {
  account: { form: /^\d{12}$/, example: '111122223333' },
  answer: (question) => {
    const { mode, account, permissions, grants } = question;
    const isIrsa = mode === 'irsa';
    const needs = grants.flatMap(({ capability }) => needsOf(capability));
    const missing = missingFacts(account, ['id', ...(isIrsa ? (['issuer'] as const) : []), ...needs]);
    if (missing.length > 0) return { missing };
    const known = account.identities?.[permissions];
    return isIrsa ? byIssuer(question, known) : byPodIdentity(question, known);
  },
  // Any issuer will do that the account knows as an identity provider; EKS alone fills these variables in by itself.
  fromOutside: {
    mode: 'irsa',
    audience: AUDIENCE,
    environment: ({ serviceAccountAnnotations }, tokenFile, region) => ({
      AWS_REGION: region,
      AWS_ROLE_ARN: serviceAccountAnnotations[ROLE_ANNOTATION] ?? '',
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
    }),
  },
};

function needsOf(capability: Grant['capability']): readonly AccountFact[] {
  const row = STATEMENTS[capability];
  return row !== undefined && 'needs' in row && row.needs !== undefined ? [row.needs] : [];
}

function roleName({ permissions, cluster }: IdentityQuestion): string {
  const name = `${permissions}-${cluster}`;
  if (name.length <= LONGEST_ROLE) return name;
  const ending = fingerprint(name);
  return `${name.slice(0, LONGEST_ROLE - ending.length - 1)}-${ending}`;
}

/** The service account names the role; who may take it on is told by the issuer of the cluster. */
function byIssuer(question: IdentityQuestion, known: string | undefined): IdentityAnswer {
  const { account } = question;
  const provider = (account.issuer ?? '').replace(/^https:\/\//, '');
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${account.id}:oidc-provider/${provider}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { [`${provider}:aud`]: AUDIENCE, [`${provider}:sub`]: subjectOf(question) },
    },
  };
  const arn = known ?? `arn:aws:iam::${account.id}:role/${roleName(question)}`;
  return {
    serviceAccountAnnotations: {
      [ROLE_ANNOTATION]: arn,
      'eks.amazonaws.com/sts-regional-endpoints': 'true',
    },
    podLabels: {},
    document: known === undefined ? template(question, ownRole(question, trust)) : undefined,
  };
}

/** EKS itself knows which service account has which role; the objects in the cluster say nothing. */
function byPodIdentity(question: IdentityQuestion, known: string | undefined): IdentityAnswer {
  const { cluster, region, namespace, app, account } = question;
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${region}:${account.id}:cluster/${cluster}`,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': app,
      },
    },
  };
  const association = {
    Type: 'AWS::EKS::PodIdentityAssociation',
    Properties: {
      ClusterName: cluster,
      Namespace: namespace,
      ServiceAccount: app,
      RoleArn: known ?? { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  };
  const own = known === undefined ? ownRole(question, trust) : {};
  return {
    serviceAccountAnnotations: {},
    podLabels: {},
    document: template(question, { ...own, Association: association }),
  };
}

function template(question: IdentityQuestion, resources: Document): Document {
  const { app, cluster } = question;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `What ${app} may do from ${cluster}.`,
    Resources: resources,
  };
}

/** The role, and what some capabilities need beside it. */
function ownRole(question: IdentityQuestion, trust: Document): Document {
  const more = question.grants.map(({ capability, resource }) => {
    const row = STATEMENTS[capability];
    return row !== undefined && 'resources' in row ? row.resources?.(resource, question) : undefined;
  });
  return Object.assign({ Role: role(question, trust) }, ...more) as Document;
}

function role(question: IdentityQuestion, trust: Document): Document {
  const statements = statementsOf(question);
  const policy = {
    PolicyName: 'capabilities',
    PolicyDocument: { Version: POLICY_VERSION, Statement: statements },
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: roleName(question),
      AssumeRolePolicyDocument: { Version: POLICY_VERSION, Statement: [trust] },
      ...(statements.length === 0 ? {} : { Policies: [policy] }),
    },
  };
}

/** One statement a capability, with everything that it is about. */
function statementsOf(question: IdentityQuestion): readonly Document[] {
  const { grants, account } = question;
  const capabilities = [...new Set(grants.map(({ capability }) => capability))];
  return capabilities.flatMap((capability) => {
    const row = STATEMENTS[capability];
    if (row === undefined) return [];
    const about = grants.filter((grant) => grant.capability === capability);
    if ('statements' in row) return about.flatMap(({ resource }) => row.statements(resource, question));
    const { actions, arns, condition } = row;
    return {
      Sid: capability.replaceAll('-', ''),
      Effect: 'Allow',
      Action: actions,
      Resource: about.flatMap(({ resource }) => arns(resource, question, account.id ?? '')),
      ...(condition === undefined ? {} : { Condition: condition }),
    };
  });
}
