import type { Unit } from '../../compile/unit';
import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

const EXTERNAL_SECRET = 'ExternalSecret.external-secrets.io';

/** Kinds that an app needs wherever it serves. Records, policies and rules follow from the place. */
const NEEDED: ReadonlySet<string> = new Set([
  'Certificate.cert-manager.io',
  'ConfigMap',
  'CronJob.batch',
  'Deployment.apps',
  EXTERNAL_SECRET,
  'PersistentVolumeClaim',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'Service',
  'ServiceAccount',
  'StatefulSet.apps',
]);

/** What an app has in one of its clusters it has in all of them: any of them may have to take over. */
export const takeoversFindEverything = defineRule({
  name: 'takeover-incomplete',
  severity: 'warning',
  reason:
    'What lies in one cluster only is lost together with it; those that take over find out in the moment when they have to.',
  check(index, find) {
    const units = unitsByApp(index);
    for (const { app, placed } of index.plan.apps) {
      const ready = placed.filter((cluster) => app.in(cluster).release !== undefined).map(({ id }) => id);
      if (ready.length < 2) continue;
      const declared = new Set(
        placed.flatMap((cluster) => app.in(cluster).facets.runtime.secrets.map(({ name }) => name)),
      );
      for (const holders of holdersOf(index, units.get(app.name) ?? [], ready).values()) {
        const [first] = holders;
        // What the contract asks for follows from it: in each cluster it is what the pods there read.
        if (first?.type === EXTERNAL_SECRET && declared.has(first.name)) continue;
        const missing = ready.filter((id) => !holders.some(({ cluster }) => cluster === id));
        if (first === undefined || missing.length === 0) continue;
        find(
          first,
          'metadata.name',
          `is not in the unit of the app in ${listed(missing)}`,
          'Add it in every cluster of the app, under the same name.',
        );
      }
    }
  },
});

function unitsByApp({ compiled }: LintIndex): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>();
  for (const unit of compiled.units) {
    if (unit.lane !== 'apps') continue;
    const list = found.get(unit.name);
    if (list === undefined) found.set(unit.name, [unit]);
    else list.push(unit);
  }
  return found;
}

/** The needed objects of an app, each with the clusters that hold it. */
function holdersOf(
  index: LintIndex,
  units: readonly Unit[],
  clusters: readonly string[],
): ReadonlyMap<string, readonly LintEntry[]> {
  const found = new Map<string, LintEntry[]>();
  for (const unit of units) {
    if (!clusters.includes(unit.cluster)) continue;
    for (const entry of index.entriesOf(unit)) {
      if (!NEEDED.has(entry.type)) continue;
      const key = `${entry.type} ${entry.namespace}/${entry.name}`;
      const list = found.get(key);
      if (list === undefined) found.set(key, [entry]);
      else list.push(entry);
    }
  }
  return found;
}
