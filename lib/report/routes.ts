import { sortedUnique } from '../core/text';
import type { Fleet } from '../fleet/fleet';
import type { AppPlan, FailoverOrder, LocalityPolicy, Plan } from '../plan/plan';

/** Where the requests for an app go that begin in one region. */
export interface Route {
  readonly app: string;
  readonly from: string;
  /** Regions in their order, or with their shares, each with its round trip: "us-east-1 1 ms, eu-west-1 70 ms". */
  readonly to: string;
  /** What a write waits for when the leader is in this region; '' where no majority is asked. */
  readonly commit: string;
}

/** The routing table of a fleet: every app from every region in which it runs or is called. */
export function routesOf({ apps, fleet }: Plan): readonly Route[] {
  return apps.flatMap((plan) =>
    sortedUnique([...plan.placed, ...plan.clients].map(({ region }) => region)).map((from) => ({
      app: plan.app.name,
      from,
      to: targetsOf(plan, from)
        .map(({ region, share }) => `${share}${region} ${trip(fleet, from, region)}`)
        .join(', '),
      commit: commitOf(plan, from, fleet),
    })),
  );
}

interface Target {
  readonly region: string;
  /** "20 % ", or nothing where the first that answers gets all. */
  readonly share: string;
}

function targetsOf({ locality }: AppPlan, from: string): readonly Target[] {
  if (locality.kind === 'weighted')
    return locality.shares.map(({ cluster, percent }) => ({
      region: cluster.region,
      share: `${percent} % `,
    }));
  return regionsOf(locality, from).map((region) => ({ region, share: '' }));
}

function regionsOf(locality: Exclude<LocalityPolicy, { kind: 'weighted' }>, from: string): readonly string[] {
  switch (locality.kind) {
    case 'local':
      return [locality.region];
    case 'nearest':
      return orderOf(locality.orders, from);
    case 'home-only':
      return orderOf(locality.homes, from).slice(0, 1);
    case 'primary-only':
      return [locality.primary.region];
    case 'primary-first':
      return [locality.primary, ...locality.standby].map(({ region }) => region);
  }
}

function orderOf(orders: readonly FailoverOrder[], from: string): readonly string[] {
  return orders.find(({ client }) => client === from)?.regions ?? [];
}

function trip({ latency }: Pick<Fleet, 'latency'>, from: string, to: string): string {
  const { milliseconds, source } = latency(from, to);
  return `${milliseconds} ms${source === 'measured' || source === 'same-region' ? '' : ` (${source})`}`;
}

/**
 * A majority of n voters is the leader and ⌈(n + 1) ÷ 2⌉ − 1 others, the nearest: a write waits for the slowest of those.
 */
function commitOf({ app, placed }: AppPlan, leader: string, { latency }: Fleet): string {
  const voters = sortedUnique(placed.map(({ region }) => region));
  if (app.facets.data.mode !== 'consensus' || !voters.includes(leader)) return '';
  const trips = voters
    .filter((region) => region !== leader)
    .map((region) => latency(leader, region).milliseconds)
    .sort((a, b) => a - b);
  const slowest = trips[Math.ceil((voters.length + 1) / 2) - 2];
  return slowest === undefined ? '' : `${slowest} ms`;
}
