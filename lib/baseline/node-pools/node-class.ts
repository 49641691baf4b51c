import type { Construct } from 'constructs';
import { AksNodeClass, AksNodeClassSpecImageFamily as Family } from '../../../imports/karpenter.azure.com';
import { Ec2NodeClass } from '../../../imports/karpenter.k8s.aws';
import type { Cluster, ClusterCapacity } from '../../fleet/fleet';
import { discoveryTagOf, nodeRoleOf } from '../../plan/nodes/names';
import { GUARD } from '../../plan/sync';
import type { NodePoolFacts, OwnNodeClass } from '../../providers/provider';
import { baselineLabels } from '../labels';

/** A cluster that says how far it can grow, and how pools are written there. */
export interface PoolSurroundings {
  readonly cluster: Cluster;
  readonly capacity: ClusterCapacity;
  readonly facts: NodePoolFacts;
}

/** What pools name as the class of their nodes. */
export interface NodeClassRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Name of the class that is written here. */
const OWN = 'apps';

type BuildClass = (scope: Construct, cluster: Cluster, capacity: ClusterCapacity) => void;

const CLASSES: Readonly<Record<OwnNodeClass, BuildClass>> = {
  EC2NodeClass: buildEc2,
  AKSNodeClass: buildAks,
};

/** Writes the class of the nodes, where the provider does not have one already, and says which it is. */
export function buildNodeClass(
  scope: Construct,
  { cluster, capacity, facts }: PoolSurroundings,
): NodeClassRef {
  const { nodeClass } = facts;
  if (nodeClass.name !== undefined) return nodeClass;
  CLASSES[nodeClass.kind](scope, cluster, capacity);
  return { ...nodeClass, name: OWN };
}

/** Subnets and security groups carry the name of the cluster, so that no id of the cloud stands in here. */
function buildEc2(scope: Construct, cluster: Cluster, { node, reservations = [] }: ClusterCapacity): void {
  const tags = { ...discoveryTagOf(cluster) };
  new Ec2NodeClass(scope, 'class', {
    metadata: { name: OWN, labels: baselineLabels(cluster), annotations: GUARD },
    spec: {
      amiSelectorTerms: [{ alias: cluster.baseline['node-pools'].image }],
      ...(reservations.length === 0
        ? {}
        : { capacityReservationSelectorTerms: reservations.map(({ id }) => ({ id })) }),
      kubelet: { maxPods: node.pods },
      role: nodeRoleOf(cluster),
      securityGroupSelectorTerms: [{ tags }],
      subnetSelectorTerms: [{ tags }],
    },
  });
}

/** AKS itself says which version of the image it is, and in which subnet the nodes are. */
function buildAks(scope: Construct, cluster: Cluster, { node }: ClusterCapacity): void {
  new AksNodeClass(scope, 'class', {
    metadata: { name: OWN, labels: baselineLabels(cluster), annotations: GUARD },
    spec: { imageFamily: Family.AZURE_LINUX, maxPods: node.pods },
  });
}
