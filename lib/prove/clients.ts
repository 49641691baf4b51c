import { sortedUnique } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { ingressWorkload, workloadsOf } from '../lint/call-graph';
import type { LintIndex } from '../lint/lint-index';
import { INGRESS_NAMESPACE } from '../plan/names';
import type { AppPlan } from '../plan/plan';
import type { PodWorkload } from '../simulate/network';
import type { Client } from '../simulate/traffic/host-traffic';

/** Those in one cluster who call an app under the same rule. */
export interface Callers extends Client {
  readonly home: Cluster;
  /** Their pods, as policies see them; none for a stand-in beside the app, where nobody is declared. */
  readonly pods: readonly PodWorkload[];
}

/**
 * Everybody who calls an app: the ingress Gateway where it is public, callers by namespace, and in a cluster that runs it
 * without either of them a stand-in, because somebody will ask there.
 */
export function callersOf(plan: AppPlan, index: LintIndex): readonly Callers[] {
  const { app, placed, clients, callers } = plan;
  const pods = callers.flatMap((caller) => {
    const own = index.apps.get(caller.name);
    return own === undefined ? [] : workloadsOf(own, index);
  });
  return [...placed, ...clients].flatMap((home) => {
    const runs = placed.includes(home);
    const here = pods.filter(({ cluster }) => cluster === home.id);
    const entry = runs && app.facets.traffic.exposure === 'public' ? [ingressWorkload(home)] : [];
    const found = [
      ...entry.map((pod) => callersIn(home, INGRESS_NAMESPACE, [pod])),
      ...sortedUnique(here.map(({ namespace }) => namespace)).map((namespace) =>
        callersIn(
          home,
          namespace,
          here.filter((pod) => pod.namespace === namespace),
        ),
      ),
    ];
    return found.length === 0 && runs ? [callersIn(home, app.namespace, [])] : found;
  });
}

function callersIn(home: Cluster, namespace: string, pods: readonly PodWorkload[]): Callers {
  return { cluster: home.id, namespace, home, pods };
}
