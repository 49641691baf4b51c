import { listOf, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { PLATFORM_PARTS, platformEntryInCloud, platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { secretStoreRefs, type StoreRef } from '../secret-store-refs';

/** What istiod signs with, how it reads other clusters and what the monitoring sends to is for the platform alone. */
export const platformSecretsStay = defineRule({
  name: 'platform-secret-taken',
  reason:
    'Whoever has the CA of the mesh is every workload of it, and a search takes along entries that are not there yet.',
  check(index, find) {
    for (const entry of index.ofType('ExternalSecret.external-secrets.io'))
      if (entry.unit?.lane === 'apps') checkEntries(entry, index, find);
    for (const ref of secretStoreRefs(index))
      if (ref.entry.unit?.lane === 'apps') checkStore(ref, index, find);
  },
});

function checkEntries(entry: LintEntry, { plan, clusters }: LintIndex, find: Find): void {
  const cluster = clusters.get(entry.cluster);
  const platform = cluster === undefined ? [] : beginnings(plan.fleet, cluster);
  for (const [path, key] of keysOf(entry.object['spec'])) {
    if (key !== undefined && !platform.some((beginning) => key.toLowerCase().startsWith(beginning))) continue;
    find(
      entry,
      `spec.${path}`,
      key === undefined ? 'takes whatever it finds in the store' : `takes ${key}, which is the platform's`,
      'Name the entries that belong to the app, one by one.',
    );
  }
}

/** How entries of the platform begin, as an ExternalSecret calls them and as the store of the cluster does; no vault minds capitals. */
function beginnings(fleet: Fleet, cluster: Cluster): readonly string[] {
  return PLATFORM_PARTS.flatMap((part) => [
    platformStoreEntry(fleet, cluster, part, ''),
    platformEntryInCloud(fleet, cluster, part, ''),
  ]).map((beginning) => beginning.toLowerCase());
}

function checkStore({ entry, field, name }: StoreRef, { plan, clusters }: LintIndex, find: Find): void {
  const cluster = clusters.get(entry.cluster);
  if (cluster === undefined || name !== storeName(plan.fleet, cluster, 'platform')) return;
  find(
    entry,
    `${field}.name`,
    `is ${name}, the store of the platform`,
    `Name ${storeName(plan.fleet, cluster, 'apps')}, the store of apps.`,
  );
}

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
