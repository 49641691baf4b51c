import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import { hostOf } from '../../plan/names';
import type { AppPlan } from '../../plan/plan';
import type { PodWorkload } from '../../simulate/network';
import { workloadsOf } from '../call-graph';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

const ROOT_NAMESPACE = 'istio-system';

/** The Sidecar of a caller lets its proxies learn the host of everything that it declares to call. */
export const declaredCallsAreVisible = defineRule({
  name: 'declared-call-hidden',
  reason:
    'A proxy that does not know the host sends the call as plain TCP: without identity, without failover, and the other side refuses it.',
  check(index, find) {
    for (const caller of index.plan.apps) {
      for (const workload of workloadsOf(caller, index)) checkWorkload(caller, workload, index, find);
    }
  },
});

function checkWorkload(caller: AppPlan, workload: PodWorkload, index: LintIndex, find: Find): void {
  const [sidecar, second] = sidecarsOf(workload, index);
  if (sidecar === undefined) return;
  if (second !== undefined && isSelecting(second) === isSelecting(sidecar))
    find(
      second,
      'spec.workloadSelector',
      `takes the pods of ${workload.name}, which ${sidecar.name} takes too`,
      'Leave one Sidecar for each workload: of two the older one counts.',
    );
  for (const callee of caller.callees) {
    const host = hostOf(callee);
    if (isLearned(sidecar, workload.namespace, callee.namespace, host)) continue;
    find(
      sidecar,
      'spec.egress',
      `hides ${host} from ${workload.name}, which declares to call it`,
      `Add "${callee.namespace}/${host}" to its hosts, or take the call out of both contracts.`,
    );
  }
}

/** Those that hold for a workload, the one that counts first: with a selector, of the namespace, of the root namespace. */
function sidecarsOf({ cluster, namespace, labels }: PodWorkload, index: LintIndex): readonly LintEntry[] {
  const within = (place: string): readonly LintEntry[] =>
    index.within('Sidecar.networking.istio.io', cluster, place);
  const own = within(namespace);
  const selecting = own.filter(
    (entry) =>
      isSelecting(entry) && Object.entries(selectorOf(entry)).every(([key, value]) => labels[key] === value),
  );
  const plain = own.filter((entry) => !isSelecting(entry));
  return [...selecting, ...plain, ...within(ROOT_NAMESPACE).filter((entry) => !isSelecting(entry))];
}

function selectorOf(entry: LintEntry): Readonly<Record<string, unknown>> {
  return objectOf(valueAt(entry.object, 'spec', 'workloadSelector', 'labels'));
}

function isSelecting(entry: LintEntry): boolean {
  return Object.keys(selectorOf(entry)).length > 0;
}

/** Without listeners for what goes out all is learned. */
function isLearned(entry: LintEntry, own: string, namespace: string, host: string): boolean {
  const listeners = listOf(valueAt(entry.object, 'spec', 'egress'));
  if (listeners.length === 0) return true;
  return listeners
    .flatMap((listener) => listOf(valueAt(listener, 'hosts')))
    .some((pattern) => {
      const [place = '', name = ''] = (textOf(pattern) ?? '').split('/');
      const isPlace = place === '*' || place === namespace || (place === '.' && own === namespace);
      return isPlace && (name === host || (name.startsWith('*') && host.endsWith(name.slice(1))));
    });
}
