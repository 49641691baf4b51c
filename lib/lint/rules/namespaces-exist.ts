import { listOf, textOf, valueAt } from '../../core/json';
import { ARGOCD_NAMESPACE } from '../../plan/names';
import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** Namespaces that are there before Meridian: of Kubernetes, and of Argo CD. */
const GIVEN: readonly string[] = [
  ARGOCD_NAMESPACE,
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** Everything lies in a namespace that the cluster has. */
export const namespacesExist = defineRule({
  name: 'namespace-missing',
  reason:
    'Nothing can be made in a namespace that is not there: the sync of the unit fails until somebody makes it.',
  check(index, find) {
    const present = namespacesOf(index);
    for (const entry of index.entries) {
      const { namespace, cluster } = entry;
      if (namespace === '' || present.get(cluster)?.has(namespace) === true) continue;
      find(
        entry,
        'metadata.namespace',
        `is "${namespace}", which ${cluster} does not have`,
        'Add the Namespace, or name one that is there.',
      );
    }
  },
});

function namespacesOf(index: LintIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map([...index.clusters.keys()].map((cluster) => [cluster, new Set(GIVEN)]));
  for (const { cluster, name } of index.ofType('Namespace')) all.get(cluster)?.add(name);
  for (const { cluster, object } of index.ofType('Application.argoproj.io'))
    if (listOf(valueAt(object, 'spec', 'syncPolicy', 'syncOptions')).includes('CreateNamespace=true'))
      all.get(cluster)?.add(textOf(valueAt(object, 'spec', 'destination', 'namespace')) ?? '');
  return all;
}
