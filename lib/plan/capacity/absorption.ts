import { compareCodePoints, sortedUnique } from '../../core/text';
import type { App, Cluster, Fleet } from '../../fleet/fleet';
import { isDrained } from '../drained';
import { orderFor } from '../failover-order';
import type { AppPlan } from '../plan';

/**
 * Who takes the requests of a cluster that is lost.
 * - `nearest`: the nearest region that is left takes all of them: latency, geography, and calls inside the mesh.
 * - `proportional`: all that are left, by their shares: weighted records, of which the health check removes one.
 * - `chain`: one place serves everything, and the next of the list follows it.
 * - `nobody`: they wait.
 */
export type Absorption = 'nearest' | 'proportional' | 'chain' | 'nobody';

/** A share, from 0 to 1, of the requests of a lost cluster. */
export interface Share {
  readonly to: Cluster;
  readonly share: number;
}

const BY_ROUTING: Readonly<Record<App['facets']['traffic']['routing'], Absorption>> = {
  latency: 'nearest',
  geo: 'nearest',
  'weighted-global': 'proportional',
  failover: 'chain',
  single: 'nobody',
};

/** Whether the contract gives each region a share of all requests. */
export function isWeighted({ facets }: App): boolean {
  return facets.traffic.weights !== undefined;
}

/** Who takes the requests of an app's lost cluster. A single writer decides before the entry does. */
export function absorptionOf({
  app,
  primary,
  placed,
}: Pick<AppPlan, 'app' | 'primary' | 'placed'>): Absorption {
  const { data, traffic } = app.facets;
  if (data.mode === 'regional') return 'nobody';
  if (primary !== undefined && placed.length > 1) return data.mode === 'single-primary' ? 'nobody' : 'chain';
  if (isWeighted(app)) return 'proportional';
  return traffic.exposure === 'public' ? BY_ROUTING[traffic.routing] : 'nearest';
}

/** Where everything is served at one place at a time: groups of clusters, the first choice first; else undefined. */
export function servingChain(
  plan: AppPlan,
  fleet: Pick<Fleet, 'latency'>,
): readonly (readonly Cluster[])[] | undefined {
  const { app, primary, placed } = plan;
  const isOpen = (cluster: Cluster): boolean => !isDrained(app, cluster);
  if (primary !== undefined && placed.length > 1)
    return [[primary], ...standbys(primary, placed, fleet)].map((group) => group.filter(isOpen));
  const { exposure, routing } = app.facets.traffic;
  const oneAtATime = exposure === 'public' && (routing === 'failover' || routing === 'single');
  if (!oneAtATime || app.facets.data.mode === 'regional') return undefined;
  return [...new Set(app.regions)].map((region) =>
    placed.filter((cluster) => cluster.region === region && isOpen(cluster)),
  );
}

function standbys(
  primary: Cluster,
  placed: readonly Cluster[],
  fleet: Pick<Fleet, 'latency'>,
): readonly Cluster[][] {
  const regions = orderFor(primary.region, sortedUnique(placed.map(({ region }) => region)), fleet);
  const rank = (cluster: Cluster): number => regions.indexOf(cluster.region);
  return placed
    .filter((cluster) => cluster !== primary)
    .sort((a, b) => rank(a) - rank(b) || compareCodePoints(a.id, b.id))
    .map((cluster) => [cluster]);
}

/** What absorption needs to know of an app. */
export interface AbsorptionContext {
  readonly absorption: Absorption;
  readonly chain: readonly (readonly Cluster[])[] | undefined;
  /** Requests a second that a cluster serves while nothing is lost. */
  readonly baseRps: (cluster: Cluster) => number;
  readonly fleet: Pick<Fleet, 'latency'>;
}

/** How the requests of a lost cluster spread over those that are left; the shares add up to 1, or there are none. */
export function sharesOf(
  lost: Cluster,
  left: readonly Cluster[],
  context: AbsorptionContext,
): readonly Share[] {
  if (left.length === 0) return [];
  switch (context.absorption) {
    case 'nobody':
      return [];
    case 'nearest': {
      const [region] = orderFor(
        lost.region,
        sortedUnique(left.map((cluster) => cluster.region)),
        context.fleet,
      );
      return evenly(left.filter((cluster) => cluster.region === region));
    }
    case 'chain': {
      const groups = (context.chain ?? []).map((group) => group.filter((cluster) => left.includes(cluster)));
      return evenly(groups.find((group) => group.length > 0) ?? []);
    }
    case 'proportional': {
      const total = left.reduce((sum, cluster) => sum + context.baseRps(cluster), 0);
      if (total === 0) return evenly(left);
      return left.map((to) => ({ to, share: context.baseRps(to) / total }));
    }
  }
}

function evenly(clusters: readonly Cluster[]): readonly Share[] {
  return clusters.map((to) => ({ to, share: 1 / clusters.length }));
}
