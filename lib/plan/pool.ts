import type { Criticality, Fleet } from '../fleet/fleet';
import type { AppCapacity } from './capacity/app-capacity';
import { wholeUp } from './capacity/replicas';
import { homeRps } from './capacity/tiers';
import { MESH_FIGURES } from './mesh-figures';
import type { AppPlan } from './plan';
import type { UnderWay } from './under-way';

/**
 * What a pool has to let through, of each app that declares its load, by its name. Little's law: the rate times the longest
 * time. Each proxy counts for itself, and after a loss one of them, such as that of a gateway, may send all of it.
 */
export function underWayOf(apps: readonly AppCapacity[]): ReadonlyMap<string, UnderWay> {
  return new Map(
    apps.flatMap((app) => {
      const most = underWay(app);
      return most === undefined ? [] : [[app.plan.app.name, most] as const];
    }),
  );
}

function underWay({ plan, context, tiers, outcomes }: AppCapacity): UnderWay | undefined {
  const { growthFactor } = context.fleet.objective;
  const daily = tiers.map(({ tier }) => ({ cluster: tier.cluster.id, rps: tier.baseRps * growthFactor }));
  const moved = outcomes.flatMap(({ loss, survivors }) =>
    survivors.map(({ tier, rps }) => ({ cluster: tier.cluster.id, rps, loss: loss.name })),
  );
  const [first, ...others] = [...daily, ...moved];
  if (first === undefined) return undefined;
  const worst = others.reduce<(typeof others)[number]>(
    (most, next) => (next.rps > most.rps ? next : most),
    first,
  );
  const seconds = longestSeconds(plan);
  const pending = wholeUp(worst.rps * Math.min(seconds, MESH_FIGURES.connectTimeoutSeconds));
  return { ...worst, seconds, requests: wholeUp(worst.rps * seconds), pending };
}

/** The longest timeout that callers in any cluster have. */
function longestSeconds({ app, placed, clients }: AppPlan): number {
  return Math.max(...[...placed, ...clients].map((cluster) => app.in(cluster).facets.traffic.timeoutSeconds));
}

/** The limits of a pool, in each caller's proxy. */
export interface Pool {
  readonly requests: number;
  /** Undefined where connections say nothing about requests: a TCP port. */
  readonly connections?: number | undefined;
}

/** How much more than the declared peaks is let through: what matters more is cut later. */
const MARGIN: Readonly<Record<Criticality, number>> = { 'tier-1': 2, 'tier-2': 1.5, 'tier-3': 1.25 };
/** A handful of users at once is no overload, however small the peak. */
const LEAST = 100;
/** What the fields of a DestinationRule hold. */
const MOST = 2 ** 31 - 1;

/**
 * The pool of an app; undefined where nobody declared a load, or where it answers no HTTP. It has room for the peaks of all
 * regions at once: no loss sends more through one proxy, and draining a cluster changes no pool. Connections that are left
 * idle at one place count while another gets the load, so that there may be as many at each of them.
 */
export function poolOf(plan: AppPlan, { objective }: Pick<Fleet, 'objective'>): Pool | undefined {
  const { app, placed } = plan;
  const protocols = app.facets.runtime.ports.map(({ protocol }) => protocol);
  const rps = [...(homeRps(plan)?.values() ?? [])].reduce((sum, each) => sum + each, 0);
  if (rps === 0 || !protocols.some((one) => one === 'http' || one === 'grpc')) return undefined;
  const most = rps * objective.growthFactor * longestSeconds(plan) * MARGIN[app.criticality];
  const requests = Math.min(MOST, Math.max(LEAST, wholeUp(most)));
  const perRequest = protocols.includes('http') && !protocols.includes('tcp');
  return { requests, connections: perRequest ? Math.min(MOST, requests * placed.length) : undefined };
}
