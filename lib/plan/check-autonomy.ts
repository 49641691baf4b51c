import type { Diagnostic } from '../core/diagnostic';
import type { Cluster, Fleet } from '../fleet/fleet';
import * as say from './arrangement-messages';
import type { AppPlan } from './plan';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that a cluster which is to do without the others has what that takes. Linear in clusters × registries and in calls. */
export function checkAutonomy(fleet: Fleet, apps: readonly AppPlan[], report: Report): void {
  const alone = fleet.clusters.filter(({ source }) => source.value.autonomy !== 'none');
  if (alone.length === 0) return;
  for (const cluster of alone) checkImages(cluster, fleet, report);
  const serving = new Set(alone.filter(({ source }) => source.value.autonomy === 'serve'));
  if (serving.size === 0) return;
  const plans = new Map(apps.map((plan) => [plan.app.name, plan]));
  for (const plan of apps) {
    for (const cluster of plan.placed.filter((candidate) => serving.has(candidate))) {
      checkServing(plan, plan, cluster, report);
      for (const callee of plan.app.facets.calls.to)
        checkServing(plan, plans.get(callee) ?? plan, cluster, report);
    }
  }
}

function checkImages({ id, region, source }: Cluster, fleet: Fleet, report: Report): void {
  for (const [index, { name, mirrors }] of fleet.source.value.registries.entries()) {
    if (Object.hasOwn(mirrors, region)) continue;
    const other = fleet.source.at(['registries', index]);
    report(say.imagesElsewhere({ at: source.at(['autonomy']), cluster: id, region, registry: name, other }));
  }
}

/** Whether an app, or one that calls it, gets its answers in the cluster itself. */
function checkServing(
  caller: AppPlan,
  { app, placed, primary }: AppPlan,
  cluster: Cluster,
  report: Report,
): void {
  const inside = placed.includes(cluster) && (primary === undefined || primary === cluster);
  if (inside) return;
  const where = placed.includes(cluster) ? `takes its writes in ${primary?.id}` : 'does not run there';
  const what = caller.app === app ? app.name : `${caller.app.name} calls ${app.name}, which`;
  const at = cluster.source.at(['autonomy']);
  const other = caller.app.files.contract.at(['application', caller.app === app ? 'data' : 'calls']);
  report(say.servesElsewhere({ at, cluster: cluster.id, what: `${what} ${where}`, other }));
}
