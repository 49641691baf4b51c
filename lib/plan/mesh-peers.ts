import type { Cluster, Fleet } from '../fleet/fleet';

/** The other clusters that a cluster is in one mesh with; none where it is in no mesh. */
export function meshPeers({ clusters }: Pick<Fleet, 'clusters'>, cluster: Cluster): readonly Cluster[] {
  if (cluster.mesh === 'none') return [];
  return clusters.filter(({ id, mesh }) => id !== cluster.id && mesh !== 'none');
}
