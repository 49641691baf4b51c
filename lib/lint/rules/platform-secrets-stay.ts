import { listOf, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { defineRule } from '../define-rule';

/** What istiod signs with, and how it reads other clusters, is in the same stores as what apps read. */
export const platformSecretsStay = defineRule({
  name: 'platform-secret-taken',
  reason:
    'Whoever has the CA of the mesh is every workload of it, and a search takes along entries that are not there yet.',
  check(index, find) {
    const platform = `${index.plan.fleet.name}-mesh-`;
    for (const entry of index.ofType('ExternalSecret.external-secrets.io')) {
      if (entry.unit?.lane !== 'apps') continue;
      const spec = entry.object['spec'];
      for (const [path, key] of keysOf(spec)) {
        if (key !== undefined && !key.startsWith(platform)) continue;
        find(
          entry,
          `spec.${path}`,
          key === undefined
            ? 'takes whatever it finds in the store'
            : `takes ${key}, which is the platform's`,
          'Name the entries that belong to the app, one by one.',
        );
      }
    }
  },
});

/** What it reads, each with its place; undefined for a search. */
function keysOf(spec: Json | undefined): readonly (readonly [path: string, key: string | undefined])[] {
  const single = listOf(valueAt(spec, 'data')).map(
    (item, at) => [`data[${at}].remoteRef.key`, textOf(valueAt(item, 'remoteRef', 'key'))] as const,
  );
  const whole = listOf(valueAt(spec, 'dataFrom')).map(
    (item, at) => [`dataFrom[${at}]`, textOf(valueAt(item, 'extract', 'key'))] as const,
  );
  return [...single, ...whole];
}
