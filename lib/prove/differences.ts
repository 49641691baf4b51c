import { DATA_MODE_FACTS } from '../plan/data-modes';
import { ejectableHosts } from '../simulate/traffic/outlier-gate';
import { expectationOf, type Expectation } from './expectation';
import type { Problem } from './problem';
import { NOISE, type Flow, type Scene } from './scene';
import type { Subject } from './subject';

/** Where the requests of each client go another way than the plan says: of each the worst that is to be said. */
export function differencesOf(subject: Subject, scene: Scene, gone: ReadonlySet<string>): readonly Problem[] {
  return scene.flows.flatMap((flow) => {
    const expected = expectationOf(subject.plan, flow.callers.home, gone);
    return differenceOf(subject, flow, expected) ?? [];
  });
}

function differenceOf(subject: Subject, flow: Flow, expected: Expectation): Problem | undefined {
  const client = flow.callers.cluster;
  const { answers, orElse } = expected;
  const [shut] = flow.shut;
  if (shut !== undefined) return { kind: 'shut', client, ...shut };
  const astray = flow.answered.filter(
    ({ cluster }) => ![...answers, ...orElse].some(({ id }) => id === cluster),
  );
  const [worst] = [...astray].sort((a, b) => b.percent - a.percent);
  const planned = answers.map(({ id }) => id);
  if (worst !== undefined) {
    const { cluster, percent } = worst;
    const target = subject.fleet.clusters.find(({ id }) => id === cluster);
    const allowed = subject.plan.app.facets.data.residency;
    if (target !== undefined && allowed?.includes(target.geography) === false)
      return { kind: 'residency', client, cluster, geography: target.geography, allowed, percent };
    if (isStandby(subject, cluster)) return { kind: 'standby', client, cluster, percent };
    return { kind: 'elsewhere', client, planned, found: flow.answered };
  }
  if (answers.length === 0 || flow.failedPercent <= NOISE) return undefined;
  return {
    kind: 'failing',
    client,
    planned,
    percent: flow.failedPercent,
    because: reasonOf(subject, flow),
  };
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
    ? `of ${hosts} hosts, ${maxEjectionPercent} % may be ejected, which is ${ejectable}`
    : 'no other place is left to them';
}
