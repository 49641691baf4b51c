import { sortedUnique } from '../../core/text';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { orderFor } from '../failover-order';
import type { AppPlan } from '../plan';

type Placed = Pick<AppPlan, 'app' | 'placed'>;

/** Who keeps the record of a cluster: one of the nearest other region, for a lost region can change nothing. */
export function keeperOf(cluster: Cluster, { placed }: Placed, fleet: Pick<Fleet, 'latency'>): Cluster {
  const elsewhere = placed.filter(({ region }) => region !== cluster.region);
  const [nearest] = orderFor(cluster.region, sortedUnique(elsewhere.map(({ region }) => region)), fleet);
  const others = placed.filter(({ id }) => id !== cluster.id);
  return elsewhere.find(({ region }) => region === nearest) ?? others[0] ?? cluster;
}

/** Who keeps records that a loss passes from hand to hand: always the same, and not the first to serve. */
export function chainKeeper(plan: Placed): Cluster | undefined {
  const order = byContract(plan);
  return order[1] ?? order[0];
}

/** The clusters of an app in the order in which its contract names their regions. */
export function byContract({ app, placed }: Placed): readonly Cluster[] {
  const rank = ({ region }: Cluster): number => app.regions.indexOf(region);
  return [...placed].sort((a, b) => rank(a) - rank(b));
}
