import { onceFor } from '../core/once-for';
import type { Cluster } from '../fleet/fleet';
import { isClusterLost, isZoneLost, type Loss as Struck } from '../simulate/traffic/loss';

/** Whom a loss takes, and whom it concerns, by id. */
export interface Reach {
  readonly gone: ReadonlySet<string>;
  readonly touched: ReadonlySet<string>;
}

/** How far losses reach, worked out once for each list of them: every app is asked about the same ones. */
export function reachOf(clusters: readonly Cluster[]): (struck: readonly Struck[]) => Reach {
  return onceFor((struck: readonly Struck[]) => {
    const idsOf = (takes: typeof isTouched): ReadonlySet<string> =>
      new Set(clusters.filter((cluster) => takes(cluster, struck)).map(({ id }) => id));
    return { gone: idsOf(isClusterLost), touched: idsOf(isTouched) };
  });
}

function isTouched(cluster: Cluster, struck: readonly Struck[]): boolean {
  return (
    cluster.zones.some((zone) => isZoneLost(cluster, zone, struck)) ||
    struck.some((loss) => 'cluster' in loss && loss.cluster === cluster.id) ||
    struck.some((loss) => loss.kind === 'drained' && loss.region === cluster.region) ||
    isClusterLost(cluster, struck)
  );
}
