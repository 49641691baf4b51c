import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr as Expr,
} from '../../../imports/monitoring.coreos.com';
import { alertRule } from '../../plan/alerts/alert';
import { runbookPage } from '../../plan/alerts/runbooks';
import { MONITORING_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';
import { platformAlertsOf } from './alerts';
import { clusterRecordings, FLEET_RECORDINGS, type Recording } from './records';

const HEARTBEAT = 'meridian:heartbeat:timestamp';
/** It stops with Prometheus, and also when no Alertmanager is there to tell anybody. */
const BEATS = 'vector(time()) and on () max(prometheus_notifications_alertmanagers_discovered) > 0';

/** Who is told of what goes wrong with the cluster itself, and of other clusters that fall silent. */
export const platformAlerts: Component = {
  name: 'platform-alerts',
  namespace: MONITORING_NAMESPACE,
  build(scope, context) {
    const { fleet, cluster } = context;
    const { environment, id, provider, region, ownerTeam } = cluster;
    const place = { cluster: id, environment, provider, region };
    const labels = { ...place, team: ownerTeam };
    const runbooks = runbookPage('platform', fleet);
    const alerts = platformAlertsOf(context).map((alert) => {
      const { expr, ...rule } = alertRule(alert, runbooks);
      return { ...rule, expr: Expr.fromString(expr) };
    });
    new PrometheusRule(scope, 'rules', {
      metadata: { name: 'platform', namespace: MONITORING_NAMESPACE, labels: baselineLabels(cluster) },
      spec: {
        groups: [
          {
            name: 'heartbeat',
            labels,
            rules: [{ record: HEARTBEAT, expr: Expr.fromString(BEATS) }],
          },
          { name: 'cluster', labels: place, rules: clusterRecordings(context).map(recordingRule) },
          { name: 'fleet', rules: FLEET_RECORDINGS.map(recordingRule) },
          { name: 'alerts', labels, rules: alerts },
        ],
      },
    });
  },
};

function recordingRule({ record, expr }: Recording): { record: string; expr: Expr } {
  return { record, expr: Expr.fromString(expr) };
}
