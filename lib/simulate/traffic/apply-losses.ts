import type { EndpointCluster } from './endpoint-view';
import { isClusterLost, isZoneLost, type Loss } from './loss';
import type { EndpointGroup, Gateway } from './view';

/**
 * When one looks: `first` is the moment of the loss, when no control plane has noticed anything; `settled` is after probes,
 * node controllers and istiods have.
 */
export type Moment = 'first' | 'settled';

/** What is left of a host's endpoints, as istiods whose own cluster is well see it. */
export interface Remains {
  readonly groups: readonly EndpointGroup[];
  /** One for each cluster. */
  readonly gateways: readonly Gateway[];
  /** What the proxies of a cluster know: where its istiod is down, what there was before, answering or not. */
  readonly seenFrom: (cluster: string) => readonly EndpointGroup[];
}

/** The endpoints of a host after losses, and what gateways make of them. Groups keep their order. */
export function applyLosses(
  before: readonly EndpointGroup[],
  clusters: readonly EndpointCluster[],
  losses: readonly Loss[],
  moment: Moment,
): Remains {
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const groups = losses.reduce<readonly EndpointGroup[]>(
    (left, loss) => struck(left, byId, loss, moment),
    before,
  );
  const stale = groups.map((group, index): EndpointGroup => {
    const { total, ready } = before[index] ?? group;
    return { ...group, total, ready };
  });
  const blind = new Set(losses.flatMap((loss) => (loss.kind === 'istiod' ? [loss.cluster] : [])));
  const seenFrom = (cluster: string): readonly EndpointGroup[] => (blind.has(cluster) ? stale : groups);
  const gateways = clusters.map((cluster): Gateway => ({
    cluster: cluster.id,
    network: cluster.meshNetwork,
    addresses: 1,
    failing: isGatewayLost(cluster, losses) ? 1 : failingBehind(cluster.id, seenFrom(cluster.id)),
  }));
  return { groups, gateways, seenFrom };
}

function isGatewayLost(cluster: EndpointCluster, losses: readonly Loss[]): boolean {
  const alone = losses.some((loss) => loss.kind === 'gateway' && loss.cluster === cluster.id);
  return alone || isClusterLost(cluster, losses);
}

/** A gateway sends to what its own istiod takes for Ready; errors inside the TLS that it passes on it never sees. */
function failingBehind(cluster: string, groups: readonly EndpointGroup[]): number {
  const own = groups.filter((group) => group.cluster === cluster);
  const ready = own.reduce((sum, group) => sum + group.ready, 0);
  const answering = own.reduce((sum, group) => sum + group.answering, 0);
  return ready === 0 ? 1 : 1 - answering / ready;
}

function struck(
  groups: readonly EndpointGroup[],
  clusters: ReadonlyMap<string, EndpointCluster>,
  loss: Loss,
  moment: Moment,
): readonly EndpointGroup[] {
  if (loss.kind === 'pods') return withoutPods(groups, loss, moment);
  return groups.map((group) => {
    const cluster = clusters.get(group.cluster);
    if (cluster === undefined) return group;
    if (loss.kind === 'drained')
      return loss.region === cluster.region ? { ...group, total: 0, ready: 0, answering: 0 } : group;
    if (!isZoneLost(cluster, group.locality.zone, [loss])) return group;
    // Nobody is left to say that the pods of a lost cluster are not Ready.
    const noticed = moment === 'settled' && !isClusterLost(cluster, [loss]);
    return { ...group, answering: 0, ready: noticed ? 0 : group.ready };
  });
}

function withoutPods(
  groups: readonly EndpointGroup[],
  loss: Extract<Loss, { kind: 'pods' }>,
  moment: Moment,
): readonly EndpointGroup[] {
  const meant = groups.filter(
    ({ cluster, locality }) =>
      (loss.cluster === undefined || loss.cluster === cluster) &&
      (loss.zone === undefined || loss.zone === locality.zone),
  );
  const gone = new Map<EndpointGroup, number>();
  for (const cluster of new Set(meant.map((group) => group.cluster))) {
    const own = meant.filter((group) => group.cluster === cluster);
    takeInTurn(own, Math.ceil((loss.percent * own.reduce((sum, { total }) => sum + total, 0)) / 100), gone);
  }
  return groups.map((group) => {
    const count = gone.get(group) ?? 0;
    const answering = Math.max(0, group.answering - count);
    const noticed = moment === 'settled' && loss.as === 'not-ready';
    return { ...group, answering, ready: noticed ? Math.max(answering, group.ready - count) : group.ready };
  });
}

function takeInTurn(groups: readonly EndpointGroup[], count: number, gone: Map<EndpointGroup, number>): void {
  let left = count;
  for (let turn = 0; left > 0; turn++) {
    const takers = groups.filter(({ total }) => total > turn).slice(0, left);
    if (takers.length === 0) return;
    for (const group of takers) gone.set(group, turn + 1);
    left -= takers.length;
  }
}
