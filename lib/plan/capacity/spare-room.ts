import type { Cluster, ClusterCapacity, Resources } from '../../fleet/fleet';
import type { Loss } from '../losses';
import { podRequests } from '../quota';
import { recoveryOf, tooFullIn } from '../recovery/recovery';
import type { AppCapacity } from './app-capacity';
import type { Survivor } from './outcome';
import { wholeUp, zoneFactor } from './replicas';
import type { SpareRoom } from './room';

/** A cluster that says how far it can grow, and may hold room. */
type Holder = Cluster & { readonly capacity: ClusterCapacity };

/**
 * The room that clusters have to hold so that no app breaks its RTO for want of a node, by the id of the cluster. It is for
 * everything that such a loss adds there: nobody keeps other apps from taking it first.
 */
export function spareRooms(apps: readonly AppCapacity[]): ReadonlyMap<string, SpareRoom> {
  const wanted = new Map<Holder, Set<Loss>>();
  for (const app of apps) {
    for (const [cluster, loss] of wantedBy(app)) {
      const losses = wanted.get(cluster) ?? new Set();
      wanted.set(cluster, losses.add(loss));
    }
  }
  return new Map([...wanted].map(([cluster, losses]) => [cluster.id, roomIn(cluster, losses, apps)]));
}

/** Where, and in which losses, an app is back in time with room, and late without. */
function wantedBy({ plan, context, outcomes }: AppCapacity): readonly (readonly [Holder, Loss])[] {
  if (plan.app.facets.data.rtoSeconds === undefined) return [];
  return outcomes.flatMap((outcome) => {
    const full = tooFullIn(context, outcome).map(({ tier }) => tier.cluster);
    // Where one of several cannot hold any, the app is late all the same.
    if (full.length === 0 || !full.every(isHolder)) return [];
    if (recoveryOf(context, outcome).verdict !== 'broken') return [];
    if (recoveryOf({ ...context, isHeld: () => true }, outcome).verdict !== 'kept') return [];
    return full.map((cluster) => [cluster, outcome.loss] as const);
  });
}

function isHolder(cluster: Cluster): cluster is Holder {
  return cluster.capacity !== undefined && cluster.capacityBuffer !== 'none';
}

/** Losses come one at a time. */
function roomIn(cluster: Holder, losses: ReadonlySet<Loss>, apps: readonly AppCapacity[]): SpareRoom {
  const added = nodesByLoss(cluster, apps);
  const most = Math.max(...[...losses].map((loss) => added.get(keyOf(loss)) ?? 0));
  const zones = Math.max(1, cluster.zones.length);
  const nodes = wholeUp(most / zones) * zones;
  return {
    cluster,
    nodes,
    node: freeOf(cluster.capacity),
    carries: (loss) => (added.get(keyOf(loss)) ?? Infinity) <= nodes,
  };
}

function keyOf({ kind, name }: Loss): string {
  return `${kind} ${name}`;
}

/** Nodes that each loss fills in a cluster, by how many pods of each app fit on one. */
function nodesByLoss(cluster: Holder, apps: readonly AppCapacity[]): ReadonlyMap<string, number> {
  const added = new Map<string, number>();
  for (const { plan, outcomes } of apps.filter((app) => app.plan.placed.includes(cluster))) {
    const onOne = podsOnOne(cluster.capacity, podRequests(plan.app, cluster));
    for (const { loss, survivors } of outcomes) {
      const survivor = survivors.find(({ tier }) => tier.cluster === cluster);
      const nodes = survivor === undefined ? 0 : podsMissing(survivor, loss) / onOne;
      added.set(keyOf(loss), (added.get(keyOf(loss)) ?? 0) + nodes);
    }
  }
  return added;
}

/** What is spread over all zones loses one zone's part with it. */
function podsMissing({ tier: { cluster }, alive, needed }: Survivor, loss: Loss): number {
  const zones = loss.takesZoneOf(cluster) ? cluster.zones.length : 0;
  return Math.max(0, needed - alive) * zoneFactor(zones);
}

/** At least one: that a pod fits on a node at all is another finding. */
function podsOnOne(capacity: ClusterCapacity, pod: Resources): number {
  const node = freeOf(capacity);
  const fit = Math.min(
    Math.floor(node.cpuMillicores / pod.cpuMillicores),
    Math.floor(node.memoryBytes / pod.memoryBytes),
    capacity.node.pods,
  );
  return Math.max(1, fit);
}

function freeOf({ node, daemons }: ClusterCapacity): Resources {
  return {
    cpuMillicores: node.cpuMillicores - daemons.cpuMillicores,
    memoryBytes: node.memoryBytes - daemons.memoryBytes,
  };
}
