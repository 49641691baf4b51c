import { sortedBy } from '../../core/text';
import type { Shares } from './shares';

/** What one cluster gets of a client's requests. */
export interface ClusterShare {
  readonly cluster: string;
  /** Percent of all requests of the client that are sent there. */
  readonly percent: number;
  /** Percent of all requests of the client that are sent there and fail, before retries. */
  readonly failedPercent: number;
}

/** Where a client's requests go, by cluster. The shares and `unroutedPercent` add up to 100. */
export interface Distribution {
  /** Clusters that get any, in code-point order. */
  readonly clusters: readonly ClusterShare[];
  /** Percent of all requests for which Envoy finds no host: a 503. */
  readonly unroutedPercent: number;
  /** Percent of all requests that fail, for whatever reason, before retries. */
  readonly failedPercent: number;
}

/** The shares of hosts by the cluster that they lead to. */
export function distributionOf({ hosts, unroutedPercent, failedPercent }: Shares): Distribution {
  const clusters = hosts.map(({ hosts: { cluster }, percent, failedPercent: failed }) => ({
    cluster,
    percent,
    failedPercent: failed,
  }));
  return { clusters: summed(clusters, 1), unroutedPercent, failedPercent };
}

/** The mean of several, each counting the same; undefined of none. */
export function averageOf(distributions: readonly Distribution[]): Distribution | undefined {
  const count = distributions.length;
  if (count === 0) return undefined;
  const mean = (percent: (one: Distribution) => number): number =>
    distributions.reduce((sum, one) => sum + percent(one), 0) / count;
  return {
    clusters: summed(
      distributions.flatMap(({ clusters }) => clusters),
      count,
    ),
    unroutedPercent: mean((one) => one.unroutedPercent),
    failedPercent: mean((one) => one.failedPercent),
  };
}

function summed(shares: readonly ClusterShare[], divisor: number): readonly ClusterShare[] {
  const sums = new Map<string, ClusterShare>();
  for (const { cluster, percent, failedPercent } of shares) {
    const before = sums.get(cluster) ?? { cluster, percent: 0, failedPercent: 0 };
    sums.set(cluster, {
      cluster,
      percent: before.percent + percent / divisor,
      failedPercent: before.failedPercent + failedPercent / divisor,
    });
  }
  return sortedBy(sums.values(), ({ cluster }) => cluster).filter(({ percent }) => percent > 0);
}
