import type { Path } from '../config/located';
import type { Diagnostic, Position, RelatedPlace } from '../core/diagnostic';
import { counted } from '../core/text';
import type { LintIndex } from '../lint/lint-index';
import { objectivePlace } from '../plan/capacity/check-capacity';
import type { AppPlan } from '../plan/plan';
import { writtenAt } from '../plan/written-at';
import { MESSAGES } from './messages';
import type { Problem } from './problem';
import type { Proof } from './prove';
import { problemText } from './words';

type Report = (diagnostic: Diagnostic) => void;
type Told = Exclude<Problem, { kind: 'shut' }>;

interface Found {
  /** What is lost; undefined while nothing is. */
  readonly loss: string | undefined;
  readonly app: string;
  readonly problem: Told;
}

/**
 * Reports every promise that what was compiled does not keep: of each app and kind the worst, and how many losses more there
 * are. A way that a policy shuts is told by the rule about declared calls.
 */
export function checkProof({ daily, blocks }: Proof, index: LintIndex, report: Report): void {
  const declared = blocks.filter((block) => block.declared);
  const found = [
    ...daily.flatMap(({ app, problems }) => foundIn(app, problems, undefined)),
    ...declared.flatMap(({ name, lines }) =>
      lines.flatMap(({ app, problems }) => foundIn(app, problems, name)),
    ),
  ];
  const alike = new Map<string, Found[]>();
  for (const one of found) {
    const key = `${one.app} ${one.problem.kind}`;
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  for (const list of alike.values()) {
    const [worst] = [...list].sort((a, b) => weightOf(b.problem) - weightOf(a.problem));
    const plan = worst && index.apps.get(worst.app);
    if (worst === undefined || plan === undefined) continue;
    const losses = new Set(list.map(({ loss }) => loss)).size;
    report(diagnosticOf(worst, losses - 1, plan, index));
  }
}

function foundIn(app: string, problems: readonly Problem[], loss: string | undefined): readonly Found[] {
  return problems.flatMap((problem) => (problem.kind === 'shut' ? [] : [{ loss, app, problem }]));
}

function weightOf(problem: Problem): number {
  if (problem.kind === 'overload') return problem.survivor.utilisationAfter;
  return 'percent' in problem ? problem.percent : 0;
}

function diagnosticOf(
  { loss, app, problem }: Found,
  others: number,
  plan: AppPlan,
  index: LintIndex,
): Diagnostic {
  const place = contractPlace(plan, problem);
  const code = resourcesPlace(plan, index);
  const contract: RelatedPlace = { label: 'the contract', at: place };
  const { fleet } = index.plan;
  return MESSAGES[problem.kind]({
    at: code ?? place,
    when: whenText(loss, others),
    what: problemText(app, problem),
    remedy: REMEDIES[problem.kind](problem as never),
    related: [
      ...(code === undefined ? [] : [contract]),
      ...(loss === undefined ? [] : objectivePlace(fleet, 'survive', 'what is to be survived')),
    ],
  });
}

function whenText(loss: string | undefined, others: number): string {
  const begin = loss === undefined ? 'while nothing is lost' : `after the loss of ${loss}`;
  const more = loss === undefined ? counted(others, 'loss', 'losses') : `${others} more`;
  return others === 0 ? begin : `${begin} (and in ${more})`;
}

/** Where an app's objects are changed by code; undefined where they are as Meridian writes them. */
function resourcesPlace({ app }: AppPlan, { resources = {} }: LintIndex): Position | undefined {
  if (!Object.hasOwn(resources, app.name)) return undefined;
  return { file: `apps/${app.name}/resources.ts`, line: 1, column: 1, text: '', length: 1 };
}

const FIELDS: Readonly<Record<Told['kind'], Path>> = {
  elsewhere: ['regions'],
  share: ['traffic', 'weights'],
  standby: ['data', 'mode'],
  residency: ['data', 'residency'],
  failing: ['regions'],
  overload: ['runtime', 'maxReplicasPerRegion'],
  late: ['data', 'rto'],
};

function contractPlace({ app }: AppPlan, problem: Told): Position {
  const field = FIELDS[problem.kind];
  if (problem.kind === 'overload') return writtenAt(app, problem.survivor.tier.cluster, field);
  return app.files.contract.at(['application', ...field]);
}

type Remedies = { readonly [Kind in Told['kind']]: (problem: Extract<Told, { kind: Kind }>) => string };

const REMEDIES: Remedies = {
  elsewhere: () =>
    'Leave loadBalancer and outlierDetection of its DestinationRule as Meridian writes them, or change what the contract says.',
  share: () =>
    'Leave localityLbSetting of its DestinationRule as Meridian writes it: one zone of every other region.',
  standby: () =>
    'Leave localityLbSetting of its DestinationRule as Meridian writes it, or place the standby in another region.',
  residency: () => 'Take the endpoints there away, or widen the residency if the law allows it.',
  failing: () =>
    'Give its DestinationRule outlierDetection with maxEjectionPercent: 100 and minHealthPercent: 0, as Meridian writes it.',
  overload: ({ survivor }) =>
    `Let its HorizontalPodAutoscaler grow to ${survivor.allowance} replicas or more.`,
  late: () => 'Let its HorizontalPodAutoscaler start with as many replicas as the contract says.',
};
