import { compareCodePoints, sortedUnique } from '../core/text';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import { DATA_MODE_FACTS } from './data-modes';
import { isDrained } from './drained';
import type { FailoverOrder, LocalityPolicy, RegionShare } from './plan';

/** The serving regions in the order in which a client region should use them: its own, then by round trip, then by name. */
export function orderFor(
  client: string,
  serving: readonly string[],
  fleet: Pick<Fleet, 'latency'>,
): readonly string[] {
  const cost = (region: string): number =>
    region === client ? 0 : fleet.latency(client, region).milliseconds;
  return [...serving].sort((a, b) => cost(a) - cost(b) || compareCodePoints(a, b));
}

/**
 * How the mesh chooses among the regions of an app; `primary` is its writer, where it has one. Nobody is sent to a cluster
 * that is drained, and those in it are sent elsewhere.
 * Where every region may serve, calls inside the mesh always have somewhere to go: only a single writer is a decision
 * that a person may keep.
 */
export function localityPolicy(
  app: App,
  clients: readonly Cluster[],
  primary: Cluster | undefined,
  fleet: Pick<Fleet, 'latency'>,
): LocalityPolicy {
  const open = app.clusters.filter((cluster) => !isDrained(app, cluster));
  const serving = sortedUnique(open.map((cluster) => cluster.region));
  const first = serving[0] ?? '';
  if (primary !== undefined && app.clusters.length > 1) {
    const standby = app.clusters.filter((cluster) => cluster.id !== primary.id);
    const automatic = app.facets.traffic.failover === 'automatic';
    return automatic ? { kind: 'primary-first', primary, standby } : { kind: 'primary-only', primary };
  }
  const homes = DATA_MODE_FACTS[app.facets.data.mode].writers === 'home';
  if (app.clusters.length === 1 || (homes && serving.length === 1)) return { kind: 'local', region: first };
  const regions = sortedUnique([...app.clusters, ...clients].map((cluster) => cluster.region));
  const orders = regions.map((client): FailoverOrder => ({
    client,
    regions: orderFor(client, serving, fleet),
  }));
  if (homes) return { kind: 'home-only', homes: orders };
  const { weights } = app.facets.traffic;
  if (weights !== undefined) return { kind: 'weighted', shares: sharesOf(app, weights), clients: regions };
  return { kind: 'nearest', orders, neighbours: serving.length < open.length };
}

/** What each region of an app answers. A region that is drained keeps its share on paper: Envoy leaves out who has no pods. */
function sharesOf(app: App, weights: Readonly<Record<string, number>>): readonly RegionShare[] {
  return app.clusters.flatMap((cluster) => {
    const percent = weights[cluster.region];
    return percent === undefined ? [] : [{ cluster, percent }];
  });
}
