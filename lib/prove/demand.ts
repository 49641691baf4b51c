import type { Cluster } from '../fleet/fleet';
import { isWeighted, sharesOf, type Share } from '../plan/capacity/absorption';
import type { AppContext } from '../plan/capacity/outcome';
import { homeRps } from '../plan/capacity/tiers';
import { isDrained } from '../plan/drained';

/** Requests a second at the peak, without growth, by the cluster that they begin in; of an app without a load, shares of them. */
export interface Demand {
  readonly at: ReadonlyMap<Cluster, number>;
  /** Those that wait until what was lost is back. */
  readonly waiting: number;
}

/**
 * Where requests begin. With a cluster lost its users come in elsewhere: as the entry sends them, and those of a single
 * writer, or of an app with shares, at the nearest cluster, because the mesh takes them on from there.
 */
export function demandOf(context: AppContext, gone: ReadonlySet<string>): Demand {
  const at = new Map<Cluster, number>();
  let waiting = 0;
  for (const [cluster, rps] of startsOf(context)) {
    const shares = gone.has(cluster.id) ? elsewhere(context, cluster, gone) : [{ to: cluster, share: 1 }];
    if (shares.length === 0) waiting += rps;
    for (const { to, share } of shares) at.set(to, (at.get(to) ?? 0) + rps * share);
  }
  return { at, waiting };
}

/** Where the requests of a lost cluster begin instead; nowhere where they wait for it. */
export function elsewhere(context: AppContext, lost: Cluster, gone: ReadonlySet<string>): readonly Share[] {
  const { plan, routing } = context;
  const homes = startsOf(context);
  const left = plan.placed.filter((cluster) => !isDrained(plan.app, cluster) && !gone.has(cluster.id));
  const meshDecides = plan.primary !== undefined || isWeighted(plan.app);
  const absorption = meshDecides ? 'nearest' : routing.absorption;
  return sharesOf(lost, left, { ...routing, absorption, baseRps: (cluster) => homes.get(cluster) ?? 0 });
}

/** Where requests begin while nothing is lost. Without a declared load each cluster that is asked counts the same. */
function startsOf({
  plan,
  tiers,
  routing,
}: Pick<AppContext, 'plan' | 'tiers' | 'routing'>): ReadonlyMap<Cluster, number> {
  const { placed, primary } = plan;
  if (tiers !== undefined && (primary !== undefined || isWeighted(plan.app)))
    return homeRps(plan) ?? new Map();
  if (tiers !== undefined) return new Map(placed.map((cluster) => [cluster, routing.baseRps(cluster)]));
  const head = primary === undefined ? routing.chain?.find((group) => group.length > 0) : undefined;
  return new Map((head ?? placed).map((cluster) => [cluster, 1]));
}
