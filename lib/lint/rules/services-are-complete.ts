import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** A Service that an app has in one of its clusters it has in all of them. */
export const servicesAreComplete = defineRule({
  name: 'service-missing',
  severity: 'warning',
  reason:
    'Where its Service is missing, the pods of a cluster are endpoints for nobody, and its callers find no name.',
  check(index, find) {
    const clusters = clustersWithPods(index);
    const services = new Map<string, { entry: LintEntry; found: Set<string> }>();
    for (const entry of index.ofType('Service')) {
      if (entry.unit?.lane !== 'apps') continue;
      const key = `${entry.unit.name} ${entry.namespace}/${entry.name}`;
      const known = services.get(key);
      if (known === undefined) services.set(key, { entry, found: new Set([entry.cluster]) });
      else known.found.add(entry.cluster);
    }
    for (const { entry, found } of services.values()) {
      const missing = (clusters.get(entry.unit?.name ?? '') ?? []).filter((cluster) => !found.has(cluster));
      if (missing.length > 0)
        find(
          entry,
          'metadata.name',
          `names no Service in ${listed(missing)}, where the app runs too`,
          'Add it in every cluster of the app.',
        );
    }
  },
});

/** The clusters in which the unit of an app has pods. */
function clustersWithPods(index: LintIndex): ReadonlyMap<string, readonly string[]> {
  const clusters = new Map<string, string[]>();
  for (const unit of index.compiled.units) {
    if (unit.lane !== 'apps' || index.podTemplatesOf(unit).length === 0) continue;
    const list = clusters.get(unit.name);
    if (list === undefined) clusters.set(unit.name, [unit.cluster]);
    else list.push(unit.cluster);
  }
  return clusters;
}
