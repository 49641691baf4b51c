import { listOf, shown, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { nearest } from '../../core/text';
import { makesStores, storeIn, storeName } from '../../plan/secret-stores';
import { readSelector, selects } from '../../simulate/label-selector';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { secretStoreRefs, type StoreRef } from '../secret-store-refs';

/** The store that a Secret comes out of is there, and may be used from its namespace. */
export const storesExist = defineRule({
  name: 'secret-store-missing',
  reason:
    'The operator would report it on the ExternalSecret, and make no Secret: pods wait for it for ever.',
  check(index, find) {
    for (const ref of secretStoreRefs(index)) {
      const stores = storesFor(ref, index);
      const store = stores.find(({ name }) => name === ref.name);
      const { entry, field, kind, name } = ref;
      if (store === undefined) {
        if (isElsewhere(ref, index)) continue;
        const known = stores.map((one) => one.name);
        const near = nearest(name, known);
        find(
          entry,
          `${field}.name`,
          `is ${name}, and there is no such ${kind}`,
          near === undefined
            ? `Name one that there is: ${known.join(', ') || 'none so far'}.`
            : `Did you mean "${near}"?`,
        );
      } else if (!admits(store, entry, index))
        find(
          entry,
          `${field}.name`,
          `is ${name}, whose conditions leave out the namespace ${entry.namespace}`,
          'Name the store that is for this namespace.',
        );
    }
  },
});

function storesFor({ entry, kind }: StoreRef, index: LintIndex): readonly LintEntry[] {
  const namespace = kind === 'ClusterSecretStore' ? '' : entry.namespace;
  return index.within(`${kind}.external-secrets.io`, entry.cluster, namespace);
}

/** Whether it is one of the fleet's two, and somebody else makes it, or a fact of the account is missing, which was reported. */
function isElsewhere({ entry, kind, name }: StoreRef, { plan, clusters }: LintIndex): boolean {
  const cluster = clusters.get(entry.cluster);
  if (kind !== 'ClusterSecretStore' || cluster === undefined) return false;
  return (['apps', 'platform'] as const).some(
    (reader) =>
      storeName(plan.fleet, cluster, reader) === name &&
      (!makesStores(cluster) || 'missing' in storeIn(cluster, reader)),
  );
}

/** A store without conditions is for everybody; otherwise one of them has to hold. */
function admits(store: LintEntry, { cluster, namespace }: LintEntry, index: LintIndex): boolean {
  const conditions = listOf(valueAt(store.object['spec'], 'conditions'));
  const declared = index.within('Namespace', cluster, '').find(({ name }) => name === namespace);
  return (
    conditions.length === 0 ||
    conditions.some(
      (condition) =>
        listOf(valueAt(condition, 'namespaces')).includes(namespace) ||
        listOf(valueAt(condition, 'namespaceRegexes')).some((text) => isMatch(shown(text), namespace)) ||
        isSelected(valueAt(condition, 'namespaceSelector'), declared),
    )
  );
}

function isSelected(selector: Json | undefined, namespace: LintEntry | undefined): boolean {
  if (selector === undefined || namespace === undefined) return false;
  const labels = Object.entries(namespace.object.metadata.labels ?? {});
  return selects(
    readSelector(selector),
    Object.fromEntries(labels.map(([key, value]) => [key, textOf(value) ?? ''])),
  );
}

/** An expression that nobody can read admits nobody. */
function isMatch(expression: string, text: string): boolean {
  try {
    return new RegExp(expression).test(text);
  } catch {
    return false;
  }
}
