import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';

const OPTIONS = 'argocd.argoproj.io/sync-options';

/** Kinds that take with them everything that lies in them, or was made of them. */
const HOLDERS: readonly string[] = [
  'CustomResourceDefinition.apiextensions.k8s.io',
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
];

/** What holds other things is neither pruned nor deleted unasked. */
export const removalsAreGuarded = defineRule({
  name: 'removal-unguarded',
  reason: 'A file that is lost would take with it every object of the namespace, of the kind, or all data.',
  check(index, find) {
    const released = releasedNamespaces(index);
    for (const entry of HOLDERS.flatMap(index.ofType)) {
      if (entry.type === 'Namespace' && released.has(`${entry.cluster} ${entry.name}`)) continue;
      const options = (entry.object.metadata.annotations?.[OPTIONS] ?? '')
        .split(',')
        .map((text) => text.trim());
      for (const option of ['Prune', 'Delete']) {
        if (options.includes(`${option}=false`) || options.includes(`${option}=confirm`)) continue;
        find(
          entry,
          `metadata.annotations["${OPTIONS}"]`,
          `lacks ${option}=false`,
          `Add it, or ${option}=confirm where somebody is to be asked.`,
        );
      }
    }
  },
});

/** Namespaces that somebody removes: the first step takes their guards off, and the second one the namespace. */
function releasedNamespaces({ plan }: LintIndex): ReadonlySet<string> {
  const released = plan.namespaces.filter(({ guarded }) => !guarded);
  return new Set(released.map(({ cluster, name }) => `${cluster.id} ${name}`));
}
