import type { Inputs } from '../config/inputs';
import type { Diagnostic, Position } from '../core/diagnostic';
import { byRelease } from '../core/text';
import type { Cluster } from './fleet';
import { minorAfter, minorsBetween } from './minor-release';
import type { RingVersions } from './ring-versions';
import { ringOutOfOrder, ringsFarApart } from './version-messages';

type Report = (diagnostic: Diagnostic) => void;
type Versions = ReadonlyMap<string, RingVersions>;

/** A ring with what it runs. */
interface Step {
  readonly name: string;
  readonly runs: RingVersions;
}

/**
 * Warns where a ring is ahead of one before it, or too far behind to follow. A ring without clusters tries nothing out, so it is
 * passed over. These are warnings: a ring that is taken back in the night may be behind the next one for an hour.
 */
export function checkRingOrder(
  { fleet }: Pick<Inputs, 'fleet'>,
  clusters: readonly Cluster[],
  versions: Versions,
  report: Report,
): void {
  const steps = fleet.value.rings.flatMap(({ name }): Step[] => {
    const runs = versions.get(name);
    return runs !== undefined && clusters.some(({ ring }) => ring.name === name) ? [{ name, runs }] : [];
  });
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (before !== undefined) compare(before, step, report);
  }
}

function compare(before: Step, step: Step, report: Report): void {
  for (const [what, path, versionOf] of partsOf(step.runs)) {
    const version = versionOf(step.runs);
    const older = versionOf(before.runs);
    if (byRelease(bare(version), bare(older)) <= 0) continue;
    const at = place(step, path) ?? place(before, path);
    report(
      ringOutOfOrder({
        at,
        what,
        ring: step.name,
        version,
        before: before.name,
        older,
        other: place(before, path),
      }),
    );
  }
  const { kubernetes: version } = step.runs;
  const { kubernetes: newer } = before.runs;
  if (minorsBetween(version, newer) <= 1) return;
  const at = place(step, ['kubernetes']);
  const other = place(before, ['kubernetes']);
  const between = minorAfter(version);
  report(
    ringsFarApart({ at: at ?? other, ring: step.name, version, before: before.name, newer, between, other }),
  );
}

type Part = readonly [what: string, path: readonly string[], versionOf: (runs: RingVersions) => string];

function partsOf({ charts }: RingVersions): readonly Part[] {
  return [
    ['Kubernetes', ['kubernetes'], ({ kubernetes }) => kubernetes],
    ['Istio', ['istio', 'active'], ({ istio }) => istio.active],
    ...Object.keys(charts).map((chart): Part => [
      `the chart ${chart}`,
      ['charts', chart],
      (runs) => runs.charts[chart as keyof typeof charts],
    ]),
  ];
}

/** Some charts carry a v before their number. */
function bare(release: string): string {
  return release.replace(/^v/, '');
}

function place({ runs: { file } }: Step, path: readonly string[]): Position | undefined {
  return file?.at(path);
}
