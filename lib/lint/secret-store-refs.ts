import { listOf, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** A store that an ExternalSecret names, and where it does. */
export interface StoreRef {
  readonly entry: LintEntry;
  readonly field: string;
  readonly kind: string;
  readonly name: string;
}

/** Every store that an ExternalSecret of the tree names, for all of it or for one of its entries. */
export function secretStoreRefs(index: LintIndex): readonly StoreRef[] {
  return index.ofType('ExternalSecret.external-secrets.io').flatMap((entry) => {
    const spec = entry.object['spec'];
    const ofEntries = ['data', 'dataFrom'].flatMap((list) =>
      listOf(valueAt(spec, list)).flatMap((item, place) =>
        refOf(entry, `spec.${list}[${place}].sourceRef.storeRef`, valueAt(item, 'sourceRef', 'storeRef')),
      ),
    );
    return [...refOf(entry, 'spec.secretStoreRef', valueAt(spec, 'secretStoreRef')), ...ofEntries];
  });
}

function refOf(entry: LintEntry, field: string, ref: Json | undefined): readonly StoreRef[] {
  const name = textOf(valueAt(ref, 'name'));
  return name === undefined
    ? []
    : [{ entry, field, name, kind: textOf(valueAt(ref, 'kind')) ?? 'SecretStore' }];
}
