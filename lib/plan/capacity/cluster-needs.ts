import type { Cluster, ClusterCapacity, Resources } from '../../fleet/fleet';
import type { Loss } from '../losses';
import { vcpusOf } from '../nodes/machine';
import { podRequests } from '../quota';
import type { AppCapacity } from './app-capacity';
import { replicasAtTarget, wholeUp } from './replicas';
import type { SpareRoom } from './room';

/** What the pods of all apps of a cluster come to, while nothing is lost or in one loss. */
export interface Need extends Resources {
  /** Absent for the peak of a day without a loss. */
  readonly loss?: Loss | undefined;
  /** Nodes among them that are held ready: absent where none are. */
  readonly held?: number | undefined;
  readonly pods: number;
  readonly nodes: number;
  /** Of the pods of apps alone: the rest has daemons, and what is held ready. */
  readonly apps: Resources;
  /** With the daemons of those nodes. */
  readonly vcpus: number;
}

/** What one cluster has to be able to hold. */
export interface ClusterNeeds {
  readonly cluster: Cluster;
  readonly capacity: ClusterCapacity;
  /** The peak of a day first, alone and with what is held ready, then every loss that adds to it. */
  readonly needs: readonly Need[];
  /** Apps without declared load, which count with the maximum of their autoscaler. */
  readonly atMaximum: readonly string[];
}

interface Sum extends Resources {
  readonly pods: number;
}

const NOTHING: Sum = { pods: 0, cpuMillicores: 0, memoryBytes: 0 };

/** Adds up what the pods of all apps ask for, in every cluster that says how far it can grow. */
export function clusterNeeds(
  clusters: readonly Cluster[],
  apps: readonly AppCapacity[],
  losses: readonly Loss[],
  spare: ReadonlyMap<string, SpareRoom>,
): readonly ClusterNeeds[] {
  const byCluster = new Map<Cluster, AppCapacity[]>();
  for (const app of apps) {
    for (const cluster of app.plan.placed) {
      const list = byCluster.get(cluster);
      if (list === undefined) byCluster.set(cluster, [app]);
      else list.push(app);
    }
  }
  return clusters.flatMap((cluster): ClusterNeeds[] => {
    const { capacity } = cluster;
    const here = byCluster.get(cluster) ?? [];
    if (capacity === undefined || here.length === 0) return [];
    const base = here.reduce((sum, app) => plus(sum, app, cluster, replicasAtPeak(app, cluster)), NOTHING);
    const more = extraByLoss(here, cluster);
    const needs = losses.flatMap((loss) => {
      const extra = more.get(loss);
      return extra === undefined ? [] : [needOf(capacity, add(base, extra), loss)];
    });
    const atMaximum = here
      .filter(({ context }) => context.tiers === undefined)
      .map(({ plan }) => plan.app.name);
    const peak = needOf(capacity, base);
    const held = spare.get(cluster.id);
    const daily = held === undefined ? [peak] : [peak, withRoom(peak, held, capacity)];
    return [{ cluster, capacity, needs: [...daily, ...needs], atMaximum }];
  });
}

/** What each loss adds to the peak of a day. */
function extraByLoss(apps: readonly AppCapacity[], cluster: Cluster): ReadonlyMap<Loss, Sum> {
  const more = new Map<Loss, Sum>();
  for (const app of apps) {
    const before = replicasAtPeak(app, cluster);
    for (const { loss, survivors } of app.outcomes) {
      const survivor = survivors.find(({ tier }) => tier.cluster === cluster);
      if (survivor === undefined) continue;
      const { minReplicas, maxReplicas } = survivor.tier;
      const after = Math.min(maxReplicas, Math.max(minReplicas, survivor.allowance));
      more.set(loss, plus(more.get(loss) ?? NOTHING, app, cluster, after - before));
    }
  }
  return more;
}

/** Replicas at the peak of a day, growth included; without declared load as many as the autoscaler may start. */
function replicasAtPeak({ plan, context }: AppCapacity, cluster: Cluster): number {
  const tier = context.tiers?.find((candidate) => candidate.cluster === cluster);
  if (tier === undefined) return plan.app.in(cluster).facets.runtime.maxReplicas;
  const wanted = replicasAtTarget(tier.baseRps * context.fleet.objective.growthFactor, tier.figures);
  return Math.min(tier.maxReplicas, Math.max(tier.minReplicas, wanted));
}

function plus(sum: Sum, { plan }: AppCapacity, cluster: Cluster, replicas: number): Sum {
  const pod = podRequests(plan.app, cluster);
  return add(sum, {
    pods: replicas,
    cpuMillicores: replicas * pod.cpuMillicores,
    memoryBytes: replicas * pod.memoryBytes,
  });
}

function add(a: Sum, b: Sum): Sum {
  return {
    pods: a.pods + b.pods,
    cpuMillicores: a.cpuMillicores + b.cpuMillicores,
    memoryBytes: a.memoryBytes + b.memoryBytes,
  };
}

function needOf({ node, daemons }: ClusterCapacity, sum: Sum, loss?: Loss): Need {
  const nodes = Math.max(
    wholeUp(sum.cpuMillicores / Math.max(1, node.cpuMillicores - daemons.cpuMillicores)),
    wholeUp(sum.memoryBytes / Math.max(1, node.memoryBytes - daemons.memoryBytes)),
    wholeUp(sum.pods / node.pods),
  );
  return {
    loss,
    apps: { cpuMillicores: sum.cpuMillicores, memoryBytes: sum.memoryBytes },
    pods: sum.pods,
    cpuMillicores: sum.cpuMillicores + nodes * daemons.cpuMillicores,
    memoryBytes: sum.memoryBytes + nodes * daemons.memoryBytes,
    nodes,
    vcpus: nodes * vcpusOf(node),
  };
}

/** A placeholder fills its node. */
function withRoom(peak: Need, { nodes }: SpareRoom, { node }: ClusterCapacity): Need {
  return {
    held: nodes,
    apps: peak.apps,
    pods: peak.pods + nodes,
    cpuMillicores: peak.cpuMillicores + nodes * node.cpuMillicores,
    memoryBytes: peak.memoryBytes + nodes * node.memoryBytes,
    nodes: peak.nodes + nodes,
    vcpus: peak.vcpus + nodes * vcpusOf(node),
  };
}

/** How many nodes the limits of a cluster permit, and how many addresses for pods those take. */
export function addressNeed(
  { podBlocks }: Cluster,
  { cpuMillicores, node }: ClusterCapacity,
): {
  readonly nodes: number;
  readonly perNode: number;
  readonly addresses: number;
} {
  const nodes = Math.floor(cpuMillicores / (1000 * vcpusOf(node)));
  const { addresses, onePerNode = false } = podBlocks;
  const perNode = onePerNode ? addresses : wholeUp(node.pods / addresses) * addresses;
  return { nodes, perNode, addresses: nodes * perNode };
}
