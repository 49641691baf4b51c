import type { Cluster } from '../fleet/fleet';
import { isDrained } from '../plan/drained';
import type { AppPlan, FailoverOrder } from '../plan/plan';

/** What the plan says of the requests of a client. */
export interface Expectation {
  /** Clusters that may answer; none where the requests wait for a person, or for what was lost. */
  readonly answers: readonly Cluster[];
  /**
   * Clusters that may answer some of them as well: a neighbour in the region, and, because Istio takes one successor for each
   * region and cannot say the order behind it, whoever comes later. Whether they can carry that is held against their load.
   */
  readonly orElse: readonly Cluster[];
}

const NOBODY: Expectation = { answers: [], orElse: [] };

/** Who is to answer clients in a cluster, when some of the clusters are gone. Nobody is sent to a cluster that is drained. */
export function expectationOf(
  { app, locality, placed }: Pick<AppPlan, 'app' | 'locality' | 'placed'>,
  client: Cluster,
  gone: ReadonlySet<string>,
): Expectation {
  const left = placed.filter((cluster) => !isDrained(app, cluster) && !gone.has(cluster.id));
  const only = (answers: readonly Cluster[]): Expectation => ({ ...NOBODY, answers });
  switch (locality.kind) {
    case 'local':
    case 'weighted':
      return only(left);
    case 'primary-first':
      return only(
        gone.has(locality.primary.id)
          ? left.filter(({ id }) => id !== locality.primary.id)
          : [locality.primary],
      );
    case 'primary-only':
      return only(gone.has(locality.primary.id) ? [] : [locality.primary]);
    case 'home-only': {
      const [home] = orderOf(locality.homes, client);
      return only(left.filter(({ region }) => region === home));
    }
    case 'nearest':
      return nearest(orderOf(locality.orders, client), left, client, locality.neighbours);
  }
}

function orderOf(orders: readonly FailoverOrder[], client: Cluster): readonly string[] {
  return orders.find((order) => order.client === client.region)?.regions ?? [];
}

/** With neighbours a client's own cluster comes before another one in its region. */
function nearest(
  order: readonly string[],
  left: readonly Cluster[],
  client: Cluster,
  neighbours: boolean,
): Expectation {
  if (neighbours && left.includes(client))
    return {
      answers: [client],
      orElse: left.filter((other) => other !== client && other.region === client.region),
    };
  const first = order.find((name) => left.some(({ region }) => region === name));
  const named = order[0] === client.region ? 2 : 1;
  const isNamed = first === undefined || order.indexOf(first) < named;
  return {
    answers: left.filter(({ region }) => region === first),
    orElse: isNamed ? [] : left.filter(({ region }) => region !== first),
  };
}
