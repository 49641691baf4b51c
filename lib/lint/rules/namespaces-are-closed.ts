import { listOf, objectOf } from '../../core/json';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';

const BOTH = ['Egress', 'Ingress'];

/** Every namespace is closed both ways, before anything opens it. */
export const namespacesAreClosed = defineRule({
  name: 'namespace-open',
  reason:
    'A pod that no policy selects reaches everything and is reached by everything: what opens a way then closes nothing.',
  check(index, find) {
    for (const entry of index.ofType('Namespace')) {
      const policies = index.within('NetworkPolicy.networking.k8s.io', entry.cluster, entry.name);
      // Where the registry does not hold the addresses of a cluster, no wall around the platform can be right.
      if (policies.length === 0 && index.clusters.get(entry.cluster)?.networks === undefined) continue;
      const closed = new Set(policies.filter(isForAll).flatMap(typesOf));
      const open = BOTH.filter((type) => !closed.has(type));
      if (open.length === 0) continue;
      find(
        entry,
        'metadata.name',
        `has no policy that closes it for ${open.join(' and ')}`,
        'Add a NetworkPolicy for all of its pods that names both types and no rule.',
      );
    }
  },
});

function isForAll({ object }: LintEntry): boolean {
  const { podSelector, ingress, egress } = objectOf(object['spec']);
  const { matchLabels, matchExpressions } = objectOf(podSelector);
  return (
    Object.keys(objectOf(matchLabels)).length === 0 &&
    listOf(matchExpressions).length === 0 &&
    listOf(ingress).length + listOf(egress).length === 0
  );
}

function typesOf({ object }: LintEntry): readonly unknown[] {
  return listOf(objectOf(object['spec'])['policyTypes']);
}
