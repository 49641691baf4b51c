import {
  counter,
  counterInParts,
  gauge,
  type Alert,
  type TestCase,
  type TestSeries,
} from '../../plan/alerts/alert';
import type { Placement } from '../../plan/placement';
import {
  BURN_RATES,
  factorText,
  objectiveOf,
  type BurnRate,
  type Severity,
} from '../../plan/telemetry/burn-rates';
import { isCounted, testSeries } from './indicators';
import { ownSeries, ratioOver } from './objective';
import { isScraped } from './pod-monitor';

/** Every alert on one app in one cluster. */
export function alertsOf(placement: Placement): readonly Alert[] {
  const { sloPercent } = placement.facets.observability;
  const onPromise =
    sloPercent === undefined || !isCounted(placement) ? [] : burnAlerts(placement, sloPercent);
  return [
    ...onPromise,
    noReplica(placement),
    atItsMaximum(placement),
    ...(isScraped(placement) ? [notMeasured(placement)] : []),
  ];
}

function burnAlerts(placement: Placement, sloPercent: number): readonly Alert[] {
  const { app, cluster } = placement;
  const { budget } = objectiveOf(sloPercent);
  const where = `${app.name} in ${cluster.id}`;
  const share = '{{ $value | humanizePercentage }} of the requests fail';
  return [
    {
      name: 'ErrorBudgetBurnsFast',
      severity: 'page',
      expr: burning(placement, budget, 'page'),
      summary: `${where} is using up its error budget within hours: ${share}.`,
      // A burst that six hours outweigh is seen by the first pair of windows alone, and what lasts by the second.
      fires: burst(placement, budget, 20, { quiet: 240, burns: 65 }),
      firesToo: [{ at: '65m', series: requests(placement, budget, 8, '65m') }],
      // Faster than the month allows, and slower than what anybody is woken for.
      silent: { at: '65m', series: requests(placement, budget, 5, '65m') },
    },
    {
      name: 'ErrorBudgetBurnsSlowly',
      severity: 'ticket',
      expr: burning(placement, budget, 'ticket'),
      summary: `${where} will have used up its error budget before the month is over: ${share}.`,
      // Only where the days before had far more requests is this too little for the three days together.
      fires: burst(placement, budget, 4, { quiet: 60, burns: 1450, times: 1000 }),
      firesToo: [{ at: '130m', series: requests(placement, budget, 2, '130m') }],
      silent: { at: '130m', series: requests(placement, budget, 0.5, '130m') },
    },
  ];
}

/** Over both windows of a rate: the long one says that it matters, the short one that it goes on. */
function burning(placement: Placement, budget: string, severity: Severity): string {
  const own = ownSeries(placement);
  const above = (rate: BurnRate, window: BurnRate['long']): string =>
    `${ratioOver(window)}{${own}} > (${factorText(rate)} * ${budget})`;
  return BURN_RATES.filter((rate) => rate.severity === severity)
    .map((rate) => `(${above(rate, rate.short)} and ${above(rate, rate.long)})`)
    .join(' or ');
}

const PER_MINUTE = 60_000_000;

/** Requests of which so many fail that the budget burns at a rate. */
function requests(placement: Placement, budget: string, rate: number, at: string): readonly TestSeries[] {
  const failed = failedAt(budget, rate);
  const [good, bad] = testSeries(placement);
  return [counter(good, PER_MINUTE - failed, at), counter(bad, failed, at)];
}

function failedAt(budget: string, rate: number): number {
  return Math.min(PER_MINUTE, Math.round(PER_MINUTE * Number(budget) * rate));
}

/** Minutes without a failure, of so many times the requests, and then minutes in which the budget burns at a rate. */
function burst(
  placement: Placement,
  budget: string,
  rate: number,
  { quiet, burns, times = 1 }: { readonly quiet: number; readonly burns: number; readonly times?: number },
): TestCase {
  const failed = failedAt(budget, rate);
  const [good, bad] = testSeries(placement);
  const inParts = (series: string, before: number, then: number): TestSeries =>
    counterInParts(series, [
      { minutes: quiet, perMinute: before },
      { minutes: burns + 5, perMinute: then },
    ]);
  return {
    at: `${quiet + burns}m`,
    series: [inParts(good, PER_MINUTE * times, PER_MINUTE - failed), inParts(bad, 0, failed)],
  };
}

function noReplica({ app, cluster }: Placement): Alert {
  const series = `kube_deployment_status_replicas_available{namespace='${app.namespace}',deployment='${app.name}'}`;
  return {
    name: 'AppHasNoReplica',
    severity: 'page',
    expr: `${series} == 0`,
    for: '2m',
    summary: `No replica of ${app.name} is available in ${cluster.id}.`,
    fires: { at: '5m', series: [gauge(series, 0, '5m')] },
    silent: { at: '5m', series: [gauge(series, 1, '5m')] },
  };
}

function atItsMaximum({ app, cluster }: Placement): Alert {
  const own = `namespace='${app.namespace}',horizontalpodautoscaler='${app.name}'`;
  const current = `kube_horizontalpodautoscaler_status_current_replicas{${own}}`;
  const most = `kube_horizontalpodautoscaler_spec_max_replicas{${own}}`;
  return {
    name: 'AppAtItsMaximum',
    severity: 'ticket',
    expr: `${current} >= on (namespace, horizontalpodautoscaler) ${most}`,
    for: '15m',
    summary: `${app.name} has had all the replicas that it may have in ${cluster.id} for 15 minutes.`,
    fires: { at: '20m', series: [gauge(current, 30, '20m'), gauge(most, 30, '20m')] },
    silent: { at: '20m', series: [gauge(current, 29, '20m'), gauge(most, 30, '20m')] },
  };
}

/** Without metrics no other alert on the app can fire, so that their silence would mean nothing. */
function notMeasured({ app, cluster }: Placement): Alert {
  const series = `up{namespace='${app.namespace}',job='${app.namespace}/${app.name}'}`;
  return {
    name: 'AppNotMeasured',
    severity: 'ticket',
    expr: `absent(${series} == 1)`,
    for: '10m',
    summary: `Prometheus of ${cluster.id} gets no metrics of ${app.name}: its other alerts cannot fire.`,
    fires: { at: '15m', series: [gauge(series, 0, '15m')] },
    silent: { at: '15m', series: [gauge(series, 1, '15m')] },
  };
}
