import type { Construct } from 'constructs';
import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr as Expr,
  type PrometheusRuleSpecGroups,
} from '../../../imports/monitoring.coreos.com';
import { alertRule } from '../../plan/alerts/alert';
import { runbookPage } from '../../plan/alerts/runbooks';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { PRODUCTION_LABELS } from '../../policy/profiles';
import { alertsOf } from './alerts';
import { indicatorRules, isCounted } from './indicators';
import { objectiveRules, periodRules, type Recording } from './objective';
import { buildMetricsOpening, buildPodMonitor } from './pod-monitor';

/** How the app is looked at in one cluster: what is scraped, what is worked out of it, and who is told when. */
export function buildObservability(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed' || placement.release === undefined) return;
  buildPodMonitor(scope, placement);
  buildMetricsOpening(scope, placement);
  buildRules(scope, placement);
}

/** One object for all, so that a cluster holds one more for each app and no more. */
function buildRules(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet } = placement;
  const runbooks = runbookPage('apps', fleet);
  const alerts = alertsOf(placement).map((alert) => {
    const { expr, ...rule } = alertRule(alert, runbooks);
    return { ...rule, expr: Expr.fromString(expr) };
  });
  const isPromised = isCounted(placement) && placement.facets.observability.sloPercent !== undefined;
  const recorded: readonly (PrometheusRuleSpecGroups | undefined)[] = [
    isCounted(placement) ? recording('indicators', indicatorRules(placement)) : undefined,
    isPromised ? recording('objective', objectiveRules(placement)) : undefined,
    isPromised ? { ...recording('period', periodRules(placement)), interval: '5m' } : undefined,
  ];
  const groups = [...recorded.filter((group) => group !== undefined), { name: 'alerts', rules: alerts }];
  const labels = groupLabels(placement);
  new PrometheusRule(scope, 'rules', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: { groups: groups.map((group) => ({ ...group, labels })) },
  });
}

function recording(name: string, rules: readonly Recording[]): PrometheusRuleSpecGroups {
  return { name, rules: rules.map(({ record, expr }) => ({ record, expr: Expr.fromString(expr) })) };
}

/** A rule is about every version of an app. */
const LABELS = PRODUCTION_LABELS.filter((label) => label !== 'version');

function groupLabels({ app, cluster }: Placement): Record<string, string> {
  const all = appLabels(app, cluster);
  return Object.fromEntries(LABELS.map((label) => [label, all[label] ?? '']));
}
