import type { Placement } from '../../plan/placement';
import { objectiveOf, WINDOWS } from '../../plan/telemetry/burn-rates';

/** A recording rule. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
}

/** The labels of everything that is recorded of an app in a cluster: those of other clusters are federated beside it. */
export function ownSeries({ app, cluster }: Placement): string {
  return `cluster='${cluster.id}',namespace='${app.namespace}',service='${app.name}'`;
}

/** What is recorded of a promise: the share of errors over each window, and how fast its budget burns. */
export function objectiveRules(placement: Placement): readonly Recording[] {
  const objective = objectiveFor(placement);
  if (objective === undefined) return [];
  const own = ownSeries(placement);
  return [
    { record: 'slo:objective:ratio', expr: `vector(${objective.ratio})` },
    { record: 'slo:error_budget:ratio', expr: `vector(${objective.budget})` },
    ...WINDOWS.map((window) => ({ record: ratioOver(window), expr: errorRatio(own, window) })),
    { record: 'slo:current_burn_rate:ratio', expr: `${ratioOver('5m')}{${own}} / ${objective.budget}` },
  ];
}

/** What is left of the budget of 30 days; recorded more rarely, because it reads a whole month. */
export function periodRules(placement: Placement): readonly Recording[] {
  const objective = objectiveFor(placement);
  if (objective === undefined) return [];
  const spent = `(${errorRatio(ownSeries(placement), '30d')}) / ${objective.budget}`;
  return [{ record: 'slo:period_error_budget_remaining:ratio', expr: `1 - ${spent}` }];
}

/** Name of the share of errors over a window. */
export function ratioOver(window: string): string {
  return `slo:sli_error:ratio_rate${window}`;
}

function objectiveFor({ facets }: Placement): ReturnType<typeof objectiveOf> | undefined {
  const { sloPercent } = facets.observability;
  return sloPercent === undefined ? undefined : objectiveOf(sloPercent);
}

/** Of sums that were recorded every time, so that three days are two short series and not all counters of all pods. */
function errorRatio(own: string, window: string): string {
  if (window === '5m') return `app:errors:rate5m{${own}} / app:requests:rate5m{${own}}`;
  return `sum_over_time(app:errors:rate5m{${own}}[${window}]) / sum_over_time(app:requests:rate5m{${own}}[${window}])`;
}
