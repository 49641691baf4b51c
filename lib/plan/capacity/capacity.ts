import type { Cluster } from '../../fleet/fleet';
import { lossesOf, type Loss } from '../losses';
import type { Plan } from '../plan';
import { appCapacity, type AppCapacity } from './app-capacity';
import { clusterNeeds, type ClusterNeeds } from './cluster-needs';
import { appContext } from './outcome';
import type { SpareRoom } from './room';
import { spareRooms } from './spare-room';

/** The capacity plan of a fleet. */
export interface Capacity {
  readonly losses: readonly Loss[];
  readonly apps: readonly AppCapacity[];
  /** In the order of the clusters; those that say how far they can grow. */
  readonly clusters: readonly ClusterNeeds[];
  /** What clusters hold ready, by their ids. */
  readonly spare: ReadonlyMap<string, SpareRoom>;
}

/** Computes where every app's requests go in every loss of the objective, and what that takes. Linear in apps × losses × clusters of an app. */
export function capacityOf({ fleet, apps }: Pick<Plan, 'fleet' | 'apps'>): Capacity {
  const losses = lossesOf(fleet);
  const bare = apps.map((plan) => appCapacity(appContext(plan, fleet), losses));
  const spare = spareRooms(bare);
  const isHeld = (cluster: Cluster, loss: Loss): boolean => spare.get(cluster.id)?.carries(loss) ?? false;
  const plans = bare.map((app) => ({ ...app, context: { ...app.context, isHeld } }));
  return { losses, apps: plans, clusters: clusterNeeds(fleet.clusters, plans, losses, spare), spare };
}
