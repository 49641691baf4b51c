import { sortedBy } from '../core/text';
import type { Cluster, Fleet } from '../fleet/fleet';
import { meshPeers } from './mesh-peers';

/** How many others notice that a cluster has gone silent: two, so that the loss of one more region hides nothing. */
const WATCHERS = 2;

/** Name under which the Prometheus of a cluster is found from the other clusters of the mesh. */
export function prometheusOf(cluster: Pick<Cluster, 'id'>): string {
  return `prometheus-${cluster.id}`;
}

/** The clusters that a cluster watches: those of other regions to which it is among the nearest. */
export function watchedBy(fleet: Fleet, watcher: Cluster): readonly Cluster[] {
  return meshPeers(fleet, watcher).filter((cluster) => watchersOf(fleet, cluster).includes(watcher));
}

function watchersOf(fleet: Fleet, cluster: Cluster): readonly Cluster[] {
  const elsewhere = meshPeers(fleet, cluster).filter(({ region }) => region !== cluster.region);
  const far = ({ region }: Cluster): number => fleet.latency(cluster.region, region).milliseconds;
  return sortedBy(elsewhere, (other) => `${String(far(other)).padStart(12, '0')} ${other.id}`).slice(
    0,
    WATCHERS,
  );
}
