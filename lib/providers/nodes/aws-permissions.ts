import type { Document, IdentityQuestion } from '../identity/identity';

/** What a controller that starts and stops machines takes, and what must be there beside its own role. */
export interface NodePermissions {
  readonly statements: (resource: string, question: IdentityQuestion) => readonly Document[];
  readonly resources?: (resource: string, question: IdentityQuestion) => Document;
}

const POOL_TAG = 'karpenter.sh/nodepool';
const CLASS_TAG = 'karpenter.k8s.aws/ec2nodeclass';
const REGION_TAG = 'topology.kubernetes.io/region';

const allow = (sid: string, action: readonly string[], resource: readonly string[], rest = {}): Document => ({
  Sid: sid,
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});

/** Tags that a thing of this cluster carries already, or is given as it is made. */
const ownedBy = (kind: 'Resource' | 'Request', cluster: string): Document => ({
  [`aws:${kind}Tag/kubernetes.io/cluster/${cluster}`]: 'owned',
});

/**
 * Karpenter, by the actions that it calls and the tags that it sets on all that it makes (its reference of permissions, for
 * v1.14): it may change and take away what carries the name of this cluster, and nothing else in the account.
 */
export const RUN_NODES: NodePermissions = {
  statements: (role, question) => [
    ...machines(question),
    ...profiles(role, question),
    ...questions(question),
  ],
  resources: nodeRole,
};

function machines({ region, cluster }: IdentityQuestion): readonly Document[] {
  const ec2 = (account: '' | '*', ...kinds: string[]): string[] =>
    kinds.map((kind) => `arn:aws:ec2:${region}:${account}:${kind}/*`);
  const made = ec2('*', 'fleet', 'instance', 'volume', 'network-interface', 'launch-template');
  const requested = {
    StringEquals: { ...ownedBy('Request', cluster), 'aws:RequestTag/eks:eks-cluster-name': cluster },
    StringLike: { [`aws:RequestTag/${POOL_TAG}`]: '*' },
  };
  const owned = {
    StringEquals: ownedBy('Resource', cluster),
    StringLike: { [`aws:ResourceTag/${POOL_TAG}`]: '*' },
  };
  const start = ['ec2:RunInstances', 'ec2:CreateFleet'];
  return [
    allow('StartFrom', start, [
      ...ec2('', 'image', 'snapshot'),
      ...ec2('*', 'security-group', 'subnet', 'capacity-reservation'),
    ]),
    allow('StartByOwnTemplate', start, ec2('*', 'launch-template'), { Condition: owned }),
    allow('StartTagged', [...start, 'ec2:CreateLaunchTemplate'], made, { Condition: requested }),
    allow('TagWhatIsMade', ['ec2:CreateTags'], made, {
      Condition: {
        ...requested,
        StringEquals: {
          ...requested.StringEquals,
          'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'],
        },
      },
    }),
    allow('TagOwnMachines', ['ec2:CreateTags'], ec2('*', 'instance'), {
      Condition: {
        ...owned,
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': cluster },
        'ForAllValues:StringEquals': {
          'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'],
        },
      },
    }),
    allow(
      'TakeAwayOwn',
      ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'],
      ec2('*', 'instance', 'launch-template'),
      { Condition: owned },
    ),
  ];
}

/** The role reaches a machine by a profile, which Karpenter makes for it. */
function profiles(role: string, { region, cluster, account }: IdentityQuestion): readonly Document[] {
  const all = [`arn:aws:iam::${account.id}:instance-profile/*`];
  const here = (kind: 'Resource' | 'Request'): Document => ({
    ...ownedBy(kind, cluster),
    [`aws:${kind}Tag/${REGION_TAG}`]: region,
  });
  return [
    allow('GiveRoleToMachines', ['iam:PassRole'], [`arn:aws:iam::${account.id}:role/${role}`], {
      Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    }),
    allow('MakeProfile', ['iam:CreateInstanceProfile'], all, {
      Condition: {
        StringEquals: { ...here('Request'), 'aws:RequestTag/eks:eks-cluster-name': cluster },
        StringLike: { [`aws:RequestTag/${CLASS_TAG}`]: '*' },
      },
    }),
    allow('TagProfile', ['iam:TagInstanceProfile'], all, {
      Condition: {
        StringEquals: {
          ...here('Resource'),
          ...here('Request'),
          'aws:RequestTag/eks:eks-cluster-name': cluster,
        },
        StringLike: { [`aws:RequestTag/${CLASS_TAG}`]: '*', [`aws:ResourceTag/${CLASS_TAG}`]: '*' },
      },
    }),
    allow(
      'ChangeOwnProfile',
      ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile', 'iam:DeleteInstanceProfile'],
      all,
      {
        Condition: {
          StringEquals: here('Resource'),
          StringLike: { [`aws:ResourceTag/${CLASS_TAG}`]: '*' },
        },
      },
    ),
    allow('ReadProfile', ['iam:GetInstanceProfile'], all),
    allow('ListProfiles', ['iam:ListInstanceProfiles'], ['*']),
  ];
}

/** What there is to buy, at which price, and where. */
function questions({ region, cluster, account }: IdentityQuestion): readonly Document[] {
  const arn = `arn:aws:eks:${region}:${account.id}:cluster/${cluster}`;
  return [
    allow(
      'ReadRegion',
      [
        'ec2:DescribeCapacityReservations',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceStatus',
        'ec2:DescribeInstanceTypeOfferings',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeInstances',
        'ec2:DescribeLaunchTemplates',
        'ec2:DescribePlacementGroups',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSpotPriceHistory',
        'ec2:DescribeSubnets',
      ],
      ['*'],
      { Condition: { StringEquals: { 'aws:RequestedRegion': region } } },
    ),
    allow('ReadImages', ['ssm:GetParameter'], [`arn:aws:ssm:${region}::parameter/aws/service/*`]),
    allow('ReadPrices', ['pricing:GetProducts'], ['*']),
    allow('ReadCluster', ['eks:DescribeCluster'], [arn]),
    allow('ReadZonalShift', ['arc-zonal-shift:GetManagedResource'], ['*'], {
      Condition: { StringEquals: { 'arc-zonal-shift:ResourceIdentifier': arn } },
    }),
  ];
}

/** The role of the machines, and the entry by which the cluster lets them join: EKS user guide, "Amazon EKS node IAM role". */
function nodeRole(role: string, { cluster }: IdentityQuestion): Document {
  const managed = [
    'AmazonEC2ContainerRegistryPullOnly',
    'AmazonEKSWorkerNodePolicy',
    'AmazonEKS_CNI_Policy',
    'AmazonSSMManagedInstanceCore',
  ];
  return {
    NodeRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: role,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
        ManagedPolicyArns: managed.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
      },
    },
    NodeEntry: {
      Type: 'AWS::EKS::AccessEntry',
      Properties: {
        ClusterName: cluster,
        PrincipalArn: { 'Fn::GetAtt': ['NodeRole', 'Arn'] },
        Type: 'EC2_LINUX',
      },
    },
  };
}

/** The queue, and the rules of EventBridge that fill it: what Karpenter's reference of CloudFormation lists. */
export const HEAR_INTERRUPTIONS: NodePermissions = {
  statements: (queue, { region, account }) => [
    allow(
      'HearInterruptions',
      ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      [`arn:aws:sqs:${region}:${account.id}:${queue}`],
    ),
  ],
  resources: (queue) => ({
    Interruptions: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: queue, MessageRetentionPeriod: 300, SqsManagedSseEnabled: true },
    },
    InterruptionsPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Interruptions' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: ['events.amazonaws.com', 'sqs.amazonaws.com'] },
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['Interruptions', 'Arn'] },
            },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sqs:*',
              Resource: { 'Fn::GetAtt': ['Interruptions', 'Arn'] },
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      },
    },
    ...Object.fromEntries(EVENTS.map(([name, source, detail]) => [name, rule(source, detail)])),
  }),
};

const EVENTS = [
  ['HealthEvents', 'aws.health', 'AWS Health Event'],
  ['InstanceStates', 'aws.ec2', 'EC2 Instance State-change Notification'],
  ['RebalanceRecommendations', 'aws.ec2', 'EC2 Instance Rebalance Recommendation'],
  ['SpotInterruptions', 'aws.ec2', 'EC2 Spot Instance Interruption Warning'],
  ['ReservationInterruptions', 'aws.ec2', 'EC2 Capacity Reservation Instance Interruption Warning'],
] as const;

function rule(source: string, detail: string): Document {
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: [source], 'detail-type': [detail] },
      Targets: [{ Id: 'interruptions', Arn: { 'Fn::GetAtt': ['Interruptions', 'Arn'] } }],
    },
  };
}

/** The cluster autoscaler, by the list that its provider for AWS gives: it resizes groups that carry the name of the cluster. */
export const SIZE_NODE_GROUPS: NodePermissions = {
  statements: (cluster, { region, account }) => [
    allow(
      'ReadGroups',
      [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
      ],
      ['*'],
    ),
    allow(
      'ReadNodegroups',
      ['eks:DescribeNodegroup'],
      [`arn:aws:eks:${region}:${account.id}:nodegroup/${cluster}/*/*`],
    ),
    allow(
      'SizeOwnGroups',
      ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      ['*'],
      {
        Condition: {
          StringEquals: {
            'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true',
            [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster}`]: 'owned',
          },
        },
      },
    ),
  ],
};
