import { counted } from '../core/text';
import { DATA_MODE_FACTS } from '../plan/data-modes';
import { isDrained } from '../plan/drained';
import { ejectableHosts } from '../simulate/traffic/outlier-gate';
import { expectationOf, type Expectation } from './expectation';
import type { Problem } from './problem';
import { NOISE, type Flow, type Scene } from './scene';
import type { Subject } from './subject';

/** Where the requests of each client go another way than the plan says. */
export function differencesOf(subject: Subject, scene: Scene, gone: ReadonlySet<string>): readonly Problem[] {
  return scene.flows.flatMap((flow) => {
    const expected = expectationOf(subject.plan, flow.callers.home, gone);
    const [shut] = flow.shut;
    if (shut !== undefined) return [{ kind: 'shut', client: flow.callers.cluster, ...shut } as const];
    return [...strays(subject, flow, expected), ...failures(subject, flow, expected)];
  });
}

/** Zones get whole shares of a region's, rounded up: this much, in percent, is rounding. */
const ROUNDING = 3;

/** Where a region answers another share of a client's requests than the contract says, while nothing is lost. */
export function missedShares({ plan }: Subject, { flows }: Scene): readonly Problem[] {
  if (plan.locality.kind !== 'weighted') return [];
  const open = plan.locality.shares.filter(({ cluster }) => !isDrained(plan.app, cluster));
  const all = open.reduce((sum, { percent }) => sum + percent, 0);
  return flows.flatMap(({ callers, answered, shut }) => {
    if (shut.length > 0) return [];
    return open.flatMap(({ cluster: { id }, percent: given }): Problem[] => {
      const percent = answered.find(({ cluster }) => cluster === id)?.percent ?? 0;
      const planned = (100 * given) / all;
      if (Math.abs(percent - planned) <= ROUNDING) return [];
      return [{ kind: 'share', client: callers.cluster, cluster: id, planned, percent }];
    });
  });
}

/** The most that is answered by somebody who is not to answer. */
function strays(subject: Subject, flow: Flow, { answers, orElse }: Expectation): readonly Problem[] {
  const client = flow.callers.cluster;
  const allowed = [...answers, ...orElse].map(({ id }) => id);
  const [worst] = flow.answered
    .filter(({ cluster }) => !allowed.includes(cluster))
    .sort((a, b) => b.percent - a.percent);
  if (worst === undefined) return [];
  const { cluster, percent } = worst;
  const geography = subject.fleet.clusters.find(({ id }) => id === cluster)?.geography ?? '';
  const { residency } = subject.plan.app.facets.data;
  if (residency?.includes(geography) === false)
    return [{ kind: 'residency', client, cluster, geography, allowed: residency, percent }];
  if (isStandby(subject, cluster)) return [{ kind: 'standby', client, cluster, percent }];
  return [{ kind: 'elsewhere', client, planned: answers.map(({ id }) => id), found: flow.answered }];
}

/** Requests that nobody answers, although somebody is left who should. */
function failures(subject: Subject, flow: Flow, { answers }: Expectation): readonly Problem[] {
  const { failedPercent: percent, callers } = flow;
  if (answers.length === 0 || percent <= NOISE) return [];
  const planned = answers.map(({ id }) => id);
  const because = reasonOf(subject, flow);
  return [{ kind: 'failing', client: callers.cluster, planned, percent, because }];
}

/** A cluster of an app with one writer that is not the one. */
function isStandby({ plan }: Subject, cluster: string): boolean {
  const { mode } = plan.app.facets.data;
  return (
    DATA_MODE_FACTS[mode].writers === 'one' &&
    plan.primary?.id !== cluster &&
    plan.placed.some(({ id }) => id === cluster)
  );
}

/** Why dead hosts keep their requests. */
function reasonOf({ traffic }: Subject, { callers, distribution }: Flow): string {
  const { outlierDetection } = traffic.settingOf(callers).policy;
  if (distribution.unroutedPercent > NOISE) return 'there is no endpoint for them';
  if (outlierDetection === undefined) return 'nothing ejects the dead, as there is no outlierDetection';
  const hosts = traffic.hostsSeen(callers);
  const { maxEjectionPercent } = outlierDetection;
  const ejectable = ejectableHosts(hosts, outlierDetection);
  return ejectable < hosts
    ? `of ${counted(hosts, 'host')}, ${maxEjectionPercent} % may be ejected, which is ${ejectable}`
    : 'no other place is left to them';
}
