import type { AppPlan } from '../../plan/plan';
import type { PodWorkload } from '../../simulate/network';
import type { Reachability } from '../../simulate/reachability';
import { ingressWorkload, makerOf, servedPorts, workloadsOf } from '../call-graph';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** Every declared call gets through: from each cluster that holds the caller, to each cluster that holds the callee. */
export const declaredCallsAreOpen = defineRule({
  name: 'declared-call-shut',
  reason:
    'The call would hang or be refused, and where only the way to another region is shut, nobody knows before the region is lost.',
  check(index, find) {
    const { network } = index;
    const workloads = new Map(index.plan.apps.map((app) => [app.app.name, workloadsOf(app, index)]));
    for (const callee of index.plan.apps) {
      const targets = workloads.get(callee.app.name) ?? [];
      const sources = [
        ...callee.callers.flatMap(({ name }) => workloads.get(name) ?? []),
        ...ingressesOf(callee),
      ];
      for (const target of targets) checkTarget(callee, target, sources, index, network, find);
    }
  },
});

/** Public requests enter in every cluster that runs the app, and may be sent on from there. */
function ingressesOf({ app, placed }: AppPlan): readonly PodWorkload[] {
  return app.facets.traffic.exposure === 'public' ? placed.map(ingressWorkload) : [];
}

/** A cluster that declares no address ranges was reported before: nothing can be said of ways to it. */
function checkTarget(
  callee: AppPlan,
  target: PodWorkload,
  sources: readonly PodWorkload[],
  index: LintIndex,
  network: Reachability,
  find: Find,
): void {
  const entry = makerOf(target, index);
  if (entry === undefined) return;
  const isKnown = (cluster: string): boolean => index.clusters.get(cluster)?.networks !== undefined;
  const ports = servedPorts(callee, target, index);
  for (const source of sources) {
    if (source.cluster !== target.cluster && !(isKnown(source.cluster) && isKnown(target.cluster))) continue;
    for (const number of ports) {
      const verdict = network.canReach(source, target, { number, protocol: 'TCP' });
      if (verdict.open) continue;
      const problem = `cannot be reached on port ${number} by ${source.name} from ${source.cluster}: the way ends at ${verdict.closedAt}`;
      find(
        entry,
        'pods',
        problem,
        'Open the way in the policies that this names, or take the call out of both contracts.',
      );
    }
  }
}
