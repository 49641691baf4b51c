import { platformAlertsOf } from '../../lib/baseline/platform-alerts/alerts';
import { readSourceTree } from '../../lib/config/read-source-tree';
import { alertsOf } from '../../lib/facets/observability/alerts';
import type { Alert } from '../../lib/plan/alerts/alert';
import { MONITORING_NAMESPACE } from '../../lib/plan/names';
import { placementOf } from '../../lib/plan/placement';
import type { Plan } from '../../lib/plan/plan';
import { synthesize } from '../../lib/synthesize';

/** The alerts of one PrometheusRule of a fleet, with their cases. */
export interface TestedRule {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** Every alert of the fleet whose inputs lie in a folder; throws where it does not compile. */
export function alertsOfFleet(folder: string): readonly TestedRule[] {
  const { plan, diagnostics } = synthesize({
    tree: readSourceTree(folder),
    resources: {},
    existingUnits: [],
    twice: false,
  });
  if (plan === undefined) throw new Error(`the fleet does not compile: ${diagnostics[0]?.message ?? ''}`);
  return [...ofApps(plan), ...ofPlatform(plan)];
}

function ofApps(plan: Plan): readonly TestedRule[] {
  return plan.apps.flatMap((appPlan) =>
    appPlan.placed.map((cluster) => ({
      cluster: cluster.id,
      namespace: appPlan.app.namespace,
      name: appPlan.app.name,
      alerts: alertsOf(placementOf('placed', plan, appPlan, cluster)),
    })),
  );
}

function ofPlatform(plan: Plan): readonly TestedRule[] {
  return plan.fleet.clusters.map((cluster) => ({
    cluster: cluster.id,
    namespace: MONITORING_NAMESPACE,
    name: 'platform',
    alerts: platformAlertsOf({ fleet: plan.fleet, plan, cluster }),
  }));
}
