import { sortedUnique } from '../core/text';
import type { Fleet } from '../fleet/fleet';
import type { AppPlan, FailoverOrder, LocalityPolicy, Plan } from '../plan/plan';

/** Where the requests for an app go that begin in one region. */
export interface Route {
  readonly app: string;
  readonly from: string;
  /** Regions in their order, or with their shares, each with its round trip: "us-east-1 1 ms, eu-west-1 70 ms". */
  readonly to: string;
  /**
   * Requests a second at the peak that leave their region day by day, to be paid for by the byte and to wait for a round trip: "300/s";
   * "some" where the load is not declared, '' where none do.
   */
  readonly crossing: string;
  /** What a write waits for when the leader is in this region; '' where no majority is asked. */
  readonly commit: string;
}

/** The routing table of a fleet: every app from every region in which it runs or is called. */
export function routesOf({ apps, fleet }: Plan): readonly Route[] {
  return apps.flatMap((plan) =>
    sortedUnique([...plan.placed, ...plan.clients].map(({ region }) => region)).map((from) => {
      const targets = targetsOf(plan, from);
      return {
        app: plan.app.name,
        from,
        to: targets.map(({ region, share }) => `${share}${region} ${trip(fleet, from, region)}`).join(', '),
        crossing: crossingOf(plan, from, targets),
        commit: commitOf(plan, from, fleet),
      };
    }),
  );
}

interface Target {
  readonly region: string;
  /** "20 % ", or nothing where the first that answers gets all. */
  readonly share: string;
  /** What it gets while nothing is lost, 0 to 100. */
  readonly percent: number;
}

function targetsOf({ locality }: AppPlan, from: string): readonly Target[] {
  if (locality.kind === 'weighted')
    return locality.shares.map(({ cluster, percent }) => ({
      region: cluster.region,
      share: `${percent} % `,
      percent,
    }));
  return regionsOf(locality, from).map((region, index) => ({
    region,
    share: '',
    percent: index === 0 ? 100 : 0,
  }));
}

/** What replication carries is known to the database alone, and is no part of it. */
function crossingOf({ app, callers }: AppPlan, from: string, targets: readonly Target[]): string {
  const leaving = targets.reduce((sum, { region, percent }) => sum + (region === from ? 0 : percent), 0);
  const isCalled = callers.length > 0 || app.facets.traffic.exposure === 'public';
  const peak = app.facets.runtime.load?.peakRps[from];
  if (leaving === 0 || !isCalled || peak === 0) return '';
  return peak === undefined ? 'some' : `${Math.round((peak * leaving) / 100)}/s`;
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
  const { milliseconds, source, origin } = latency(from, to);
  if (source === 'measured' || source === 'same-region') return `${milliseconds} ms`;
  return `${milliseconds} ms (${source}${origin === undefined ? '' : `: ${origin}`})`;
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
