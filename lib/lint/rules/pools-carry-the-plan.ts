import { objectOf } from '../../core/json';
import type { App } from '../../fleet/fleet';
import { wholeUp } from '../../plan/capacity/replicas';
import { MESH_FIGURES } from '../../plan/mesh-figures';
import { hostOf } from '../../plan/names';
import type { WorstLoad } from '../../plan/worst-load';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import type { TrafficPolicy } from '../traffic-policy';

/**
 * A pool lets through what the plan sends after the worst loss. Little's law: the rate times the longest time. Each proxy
 * counts for itself, and one of them, such as that of a gateway, may send all that a cluster gets.
 */
export const poolsCarryThePlan = defineRule({
  name: 'pool-too-small',
  reason:
    'A proxy whose pool is full answers 503 by itself: it sheds load that those that are left could carry, and an app that passes the 503 on is ejected by its own callers.',
  check(index, find) {
    const apps = new Map(index.plan.apps.map(({ app }) => [hostOf(app), app]));
    for (const { entry, host, policies } of index.trafficRules) {
      const app = apps.get(host);
      const limits = app === undefined ? [] : limitsOf(app, entry, index);
      for (const policy of limits.length === 0 ? [] : policies) checkPolicy(entry, policy, limits, find);
    }
  },
});

/** A limit, what it has to let through at least, and how that comes about. */
interface Limit {
  readonly block: 'http' | 'tcp';
  readonly field: string;
  readonly least: number;
  readonly arithmetic: string;
}

function limitsOf(app: App, { cluster: id }: LintEntry, { plan, clusters }: LintIndex): readonly Limit[] {
  const worst = plan.worstLoads.get(app.name);
  const cluster = clusters.get(id);
  const protocols = app.facets.runtime.ports.map(({ protocol }) => protocol);
  if (worst === undefined || cluster === undefined) return [];
  if (!protocols.includes('http') && !protocols.includes('grpc')) return [];
  const { timeoutSeconds } = app.in(cluster).facets.traffic;
  const all = needOf(worst, timeoutSeconds, 'until they time out', 'under way');
  const connecting = Math.min(timeoutSeconds, MESH_FIGURES.connectTimeoutSeconds);
  const waiting = needOf(worst, connecting, 'until a connection is there', 'waiting for one');
  return [
    { block: 'http', field: 'http2MaxRequests', ...all },
    { block: 'http', field: 'http1MaxPendingRequests', ...waiting },
    // HTTP/1.1 takes a connection for each request that is under way.
    ...(protocols.includes('http') ? [{ block: 'tcp', field: 'maxConnections', ...all } as const] : []),
  ];
}

function needOf(
  { rps, cluster, loss }: WorstLoad,
  seconds: number,
  until: string,
  what: string,
): Pick<Limit, 'least' | 'arithmetic'> {
  const least = wholeUp(rps * seconds);
  const when = loss === undefined ? 'at its peak' : `after the loss of ${loss}`;
  const rate = Math.round(rps * 100) / 100;
  return {
    least,
    arithmetic: `${when} ${cluster} gets ${rate} rps × ${seconds} s ${until} = ${least} requests ${what}`,
  };
}

function checkPolicy(
  entry: LintEntry,
  { field, policy }: TrafficPolicy,
  limits: readonly Limit[],
  find: Find,
): void {
  const pool = objectOf(policy['connectionPool']);
  for (const { block, field: name, least, arithmetic } of limits) {
    const limit = objectOf(pool[block])[name];
    // 0 is what is not set.
    if (typeof limit !== 'number' || limit === 0 || limit >= least) continue;
    find(
      entry,
      `${field}.connectionPool.${block}.${name}`,
      `is ${limit}, and ${arithmetic}`,
      `Set it to ${least} or more, or take it out.`,
    );
  }
}
