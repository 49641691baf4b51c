import type { Criticality, Fleet } from '../fleet/fleet';
import { wholeUp } from './capacity/replicas';
import type { Placement } from './placement';

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
 * The pool of callers in a cluster; undefined where nobody declared a load, or where the app answers no HTTP. It has room for
 * the peaks of all regions at once, for as long as a request may take: no loss sends more through one proxy, and draining
 * a cluster changes no pool. Connections that are left idle at one place count while another gets the load, so that there may
 * be as many at each of them.
 */
export function poolOf({
  app,
  facets,
  fleet,
}: Pick<Placement, 'app' | 'facets' | 'fleet'>): Pool | undefined {
  const protocols = app.facets.runtime.ports.map(({ protocol }) => protocol);
  const rps = peakOf(app.facets.runtime.load?.peakRps ?? {}, fleet);
  if (rps === 0 || !protocols.some((one) => one === 'http' || one === 'grpc')) return undefined;
  const most = wholeUp(rps * facets.traffic.timeoutSeconds * MARGIN[app.criticality]);
  const requests = Math.min(MOST, Math.max(LEAST, most));
  const perRequest = protocols.includes('http') && !protocols.includes('tcp');
  const places = app.clusters.length;
  return { requests, connections: perRequest ? Math.min(MOST, requests * places) : undefined };
}

function peakOf(peaks: Readonly<Record<string, number>>, { objective }: Pick<Fleet, 'objective'>): number {
  return Object.values(peaks).reduce((sum, rps) => sum + rps, 0) * objective.growthFactor;
}
