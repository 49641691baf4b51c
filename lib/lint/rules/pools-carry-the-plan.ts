import { objectOf } from '../../core/json';
import { hostOf } from '../../plan/names';
import type { UnderWay } from '../../plan/under-way';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { TrafficPolicy } from '../traffic-policy';

/** A pool lets through what the plan sends after the worst loss. */
export const poolsCarryThePlan = defineRule({
  name: 'pool-too-small',
  reason:
    'A proxy whose pool is full answers 503 by itself: it sheds load that those that are left could carry, and an app that passes the 503 on is ejected by its own callers.',
  check(index, find) {
    const apps = new Map(index.plan.apps.map(({ app }) => [hostOf(app), app]));
    for (const { entry, host, policies } of index.trafficRules) {
      const app = apps.get(host);
      const most = app && index.plan.underWay.get(app.name);
      if (app === undefined || most === undefined) continue;
      const speaks = (wanted: string): boolean =>
        app.facets.runtime.ports.some(({ protocol }) => protocol === wanted);
      const speaksHttp = speaks('http');
      if (!speaksHttp && !speaks('grpc')) continue;
      for (const policy of policies) checkPolicy(entry, policy, { most, speaksHttp }, find);
    }
  },
});

interface Planned {
  readonly most: UnderWay;
  /** HTTP/1.1 takes a connection for each request that is under way. */
  readonly speaksHttp: boolean;
}

function checkPolicy(
  entry: LintEntry,
  { field, policy }: TrafficPolicy,
  { most, speaksHttp }: Planned,
  find: Find,
): void {
  const pool = objectOf(policy['connectionPool']);
  const http = objectOf(pool['http']);
  const limits: (readonly [place: string, limit: unknown, needed: number])[] = [
    ['http.http2MaxRequests', http['http2MaxRequests'], most.requests],
    ['http.http1MaxPendingRequests', http['http1MaxPendingRequests'], most.pending],
    ...(speaksHttp
      ? [['tcp.maxConnections', objectOf(pool['tcp'])['maxConnections'], most.requests] as const]
      : []),
  ];
  for (const [place, limit, needed] of limits) {
    // 0 is what is not set.
    if (typeof limit !== 'number' || limit === 0 || limit >= needed) continue;
    find(
      entry,
      `${field}.connectionPool.${place}`,
      `is ${limit}, and ${arithmetic(most, needed)}`,
      `Set it to ${needed} or more, or take it out.`,
    );
  }
}

function arithmetic({ rps, cluster, loss, seconds, requests }: UnderWay, needed: number): string {
  const when = loss === undefined ? 'at its peak' : `after the loss of ${loss}`;
  const [time, what] =
    needed === requests
      ? [`${seconds} s until they time out`, 'under way']
      : [`${Math.round((needed / rps) * 10) / 10} s until a connection is there`, 'waiting for one'];
  return `${when} ${cluster} gets ${shown(rps)} rps × ${time} = ${needed} requests ${what}`;
}

function shown(rps: number): string {
  return String(Math.round(rps * 100) / 100);
}
