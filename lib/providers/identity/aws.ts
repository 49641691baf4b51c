import { fingerprint } from '../../core/hash';
import { needsOf, resourcesBeside, statementsOf } from './aws-statements';
import {
  missingFacts,
  subjectOf,
  type Document,
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
  namesKeys: true,
  issuer: ({ mode, cluster, account }) =>
    mode !== 'irsa' || account.issuer === undefined
      ? undefined
      : {
          AWSTemplateFormatVersion: '2010-09-09',
          Description: `That the account trusts the issuer of ${cluster}.`,
          Resources: {
            Issuer: {
              Type: 'AWS::IAM::OIDCProvider',
              Properties: { Url: account.issuer, ClientIdList: [AUDIENCE] },
            },
          },
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
  return Object.assign({ Role: role(question, trust) }, ...resourcesBeside(question)) as Document;
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
