import type { Diagnostic, Position, RelatedPlace } from '../../core/diagnostic';
import { formatDuration } from '../../core/units';
import type { App, Fleet } from '../../fleet/fleet';
import type { AppCapacity } from '../capacity/app-capacity';
import type { Capacity } from '../capacity/capacity';
import { objectivePlace } from '../capacity/check-capacity';
import type { LossOutcome } from '../capacity/outcome';
import * as say from '../capacity-messages';
import { recoveryOf, type Recovery, type RecoveryStep } from './recovery';

type Report = (diagnostic: Diagnostic) => void;

/** Reports every RTO that a loss breaks: of each app the longest way back, or that there is none. */
export function checkRecovery({ apps }: Capacity, fleet: Fleet, report: Report): void {
  for (const app of apps) {
    if (app.plan.app.facets.data.rtoSeconds !== undefined) checkApp(app, fleet, report);
  }
}

interface Found {
  readonly outcome: LossOutcome;
  readonly recovery: Recovery;
}

function checkApp({ plan, context, outcomes }: AppCapacity, fleet: Fleet, report: Report): void {
  const found = outcomes.map((outcome): Found => ({ outcome, recovery: recoveryOf(context, outcome) }));
  const lost = found.find(({ recovery }) => recovery.verdict === 'impossible');
  if (lost !== undefined)
    report(say.rtoImpossible({ ...promiseOf(plan.app, fleet), loss: lost.outcome.loss.name }));
  const longest = found
    .filter(({ recovery }) => recovery.verdict === 'broken')
    .reduce<Found | undefined>((most, next) => (secondsOf(next) > secondsOf(most) ? next : most), undefined);
  if (longest === undefined) return;
  const { steps } = longest.recovery;
  report(
    say.rtoTooShort({
      ...promiseOf(plan.app, fleet),
      loss: longest.outcome.loss.name,
      arithmetic: steps.map(({ name, seconds }) => `${formatDuration(seconds)} ${name}`).join(' + '),
      seconds: formatDuration(secondsOf(longest)),
      until: tooFull(longest.outcome, fleet),
      remedy: remedyFor(steps),
    }),
  );
}

/** The promise, and where it stands; only a finding asks. */
function promiseOf(
  app: App,
  fleet: Fleet,
): Pick<Parameters<typeof say.rtoTooShort>[0], 'app' | 'at' | 'related' | 'rto'> {
  const place = (field: string): Position => app.files.contract.at(['application', 'data', field]);
  const related: readonly RelatedPlace[] = [
    { label: 'the mode', at: place('mode') },
    ...objectivePlace(fleet, 'survive', 'what is to be survived'),
  ];
  return { at: place('rto'), app: app.name, rto: formatDuration(app.facets.data.rtoSeconds ?? 0), related };
}

/** Why it has to wait for replicas, where it has to. */
function tooFull({ survivors }: LossOutcome, { objective }: Fleet): string {
  const [fullest] = [...survivors].sort((a, b) => b.utilisationAtOnce - a.utilisationAtOnce);
  if (fullest === undefined || fullest.utilisationAtOnce <= objective.ceiling) return '';
  const percent = Math.round(fullest.utilisationAtOnce * 100);
  const ceiling = Math.round(objective.ceiling * 100);
  return `; until then ${fullest.tier.cluster.id} would be ${percent} % full, above the ceiling of ${ceiling} %`;
}

function secondsOf(found: Found | undefined): number {
  return found?.recovery.seconds ?? -1;
}

/** What shortens the longest step. */
function remedyFor(steps: readonly RecoveryStep[]): string {
  const [longest] = [...steps].sort((a, b) => b.seconds - a.seconds);
  return (longest && REMEDIES[longest.name]) ?? 'Promise what can be kept.';
}

const ROOM =
  'Raise runtime.minReplicasPerRegion so that nothing has to start, lower runtime.load.targetUtilisation, or promise what can be kept.';
const HOLD =
  'Let the clusters that take over hold room ready (capacityBuffer and capacity in the registry), raise runtime.minReplicasPerRegion, or promise what can be kept.';
const DATA =
  'Set data.promotion to what your last drill took, choose a warmer data mode, or promise what can be kept.';

const REMEDIES: Readonly<Record<string, string>> = {
  detection: 'Check more often with recovery.healthCheckInterval in fleet.yaml, or promise what can be kept.',
  decision:
    'Set traffic.failover to automatic, shorten recovery.decision in fleet.yaml, or promise what can be kept.',
  commit: 'Set traffic.failover to automatic, or promise what can be kept.',
  DNS: 'Shorten recovery.dnsTtl in fleet.yaml, or promise what can be kept.',
  edge: 'Set traffic.failover to automatic, or promise what can be kept.',
  election: DATA,
  'catch-up': DATA,
  promotion: DATA,
  restore: DATA,
  eviction: ROOM,
  scaling: ROOM,
  'node start': HOLD,
  'pod start': ROOM,
  'warm-up': ROOM,
};
