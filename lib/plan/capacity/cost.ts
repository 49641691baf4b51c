import { sortedUnique } from '../../core/text';
import type { AppPlan } from '../plan';
import type { AppCapacity } from './app-capacity';

/** What an arrangement costs against one cluster in several zones: from, to. Rough, and never a price. */
export interface CostFactor {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** The usual multipliers of the field; what they are applied to is one cluster with nodes in several zones. */
export function costFactor({ placed }: Pick<AppPlan, 'placed'>): CostFactor {
  if (new Set(placed.map(({ provider }) => provider)).size > 1)
    return { from: 3, to: 5, why: 'several providers' };
  if (new Set(placed.map(({ region }) => region)).size > 1) return { from: 2, to: 3, why: 'several regions' };
  if (placed.length > 1) return { from: 1.5, to: 2, why: 'several clusters' };
  return { from: 1, to: 1, why: 'one cluster' };
}

/** "2 to 3 times". */
export function formatFactor({ from, to }: CostFactor): string {
  return from === to ? `${from} times` : `${from} to ${to} times`;
}

/** Requests that cross from one region to another every day: each is paid for by the byte, and waits for a round trip. */
export interface CrossRegionFlow {
  readonly from: string;
  readonly to: string;
  /** Requests a second at the peak; undefined where no load is declared. */
  readonly rps?: number | undefined;
  readonly why: string;
}

/** What crosses between regions while nothing is lost; what replication carries is known to the database alone. */
export function crossRegionFlows({ plan, context }: AppCapacity): readonly CrossRegionFlow[] {
  const { app, primary, placed, clients, callers } = plan;
  const serving = sortedUnique(placed.map(({ region }) => region));
  const [only] = serving;
  const calls = sortedUnique(clients.map(({ region }) => region)).filter(
    (region) => !serving.includes(region),
  );
  const names = callers.map(({ name }) => name).join(', ');
  const called = calls.map((from): CrossRegionFlow => ({
    from,
    to: primary?.region ?? nearest(from, serving, context) ?? only ?? '',
    why: `${names} call it from where it does not run`,
  }));
  if (app.facets.traffic.weights !== undefined) return [...weightedFlows(plan, context), ...called];
  if (primary === undefined) return called;
  const entering = serving
    .filter((region) => region !== primary.region)
    .map((from): CrossRegionFlow => ({
      from,
      to: primary.region,
      rps: context.tiers && app.facets.runtime.load?.peakRps[from],
      why: 'one cluster takes all requests of the mesh',
    }));
  return [...entering, ...called];
}

/** What the regions answer for one another by their shares. */
function weightedFlows(
  { app, placed }: AppPlan,
  { tiers }: AppCapacity['context'],
): readonly CrossRegionFlow[] {
  const { runtime, traffic } = app.facets;
  return placed.flatMap(({ region: from }) =>
    placed
      .filter(({ region }) => region !== from)
      .map(({ region: to }): CrossRegionFlow => {
        const share = (traffic.weights?.[to] ?? 0) / 100;
        const rps = tiers && (runtime.load?.peakRps[from] ?? 0) * share;
        return { from, to, rps, why: 'the contract gives each region a share of all requests' };
      }),
  );
}

function nearest(
  from: string,
  regions: readonly string[],
  { fleet }: AppCapacity['context'],
): string | undefined {
  const cost = (region: string): number => fleet.latency(from, region).milliseconds;
  return regions.reduce<string | undefined>(
    (best, next) => (best === undefined || cost(next) < cost(best) ? next : best),
    undefined,
  );
}
