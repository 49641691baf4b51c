import type { Diagnostic } from '../core/diagnostic';
import type { Cluster } from '../fleet/fleet';
import { isDrained } from './drained';
import * as say from './mesh-messages';
import { isCallable } from './placement';
import type { AppPlan } from './plan';

/** Whether the cluster set knows an app by its replicas in a cluster: it serves there, and is called from another one. */
export function isExported({ app, callers }: AppPlan, cluster: Cluster): boolean {
  if (cluster.multiClusterServices === 'none' || !isCallable(app) || isDrained(app, cluster)) return false;
  return callers.some((caller) => caller.clusters.some(({ id }) => id !== cluster.id));
}

/** Checks that one cluster set holds all that an app exports: two implementations know nothing of each other. */
export function checkClusterSets(apps: readonly AppPlan[], report: (diagnostic: Diagnostic) => void): void {
  for (const plan of apps) {
    const [first, ...others] = plan.placed.filter((cluster) => isExported(plan, cluster));
    const odd = others.find(({ multiClusterServices: kind }) => kind !== first?.multiClusterServices);
    if (first === undefined || odd === undefined) continue;
    report(
      say.clusterSetsMixed({
        at: odd.source.at(['multiClusterServices']),
        app: plan.app.name,
        clusters: [first, odd].map(({ id, multiClusterServices: kind }) => ({ id, kind })),
        other: first.source.at(['multiClusterServices']),
      }),
    );
  }
}
