import { isObject, listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

const FINALIZER = 'resources-finalizer.argocd.argoproj.io';
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const APPLICATIONS_SYNC: readonly string[] = ['create-only', 'create-update', 'sync'];

/** An ApplicationSet that finds no unit, by accident, deletes nothing. */
export const applicationSetsAreGuarded = defineRule({
  name: 'application-set-unguarded',
  reason:
    'Without every guard a lost file, a lost label or a lost set deletes all Applications, and with them what they run, within seconds.',
  check(index, find) {
    for (const entry of index.ofType('ApplicationSet.argoproj.io')) {
      const spec = objectOf(entry.object['spec']);
      checkPolicy(entry, spec, find);
      checkTemplating(entry, spec, find);
      checkSet(entry, find);
    }
  },
});

function checkPolicy(entry: LintEntry, spec: JsonObject, find: Find): void {
  const { preserveResourcesOnDeletion, applicationsSync } = objectOf(spec['syncPolicy']);
  if (preserveResourcesOnDeletion !== true) {
    find(
      entry,
      'spec.syncPolicy.preserveResourcesOnDeletion',
      'is not true',
      'Set it to true: what an Application runs stays when the Application goes.',
    );
  }
  if (!APPLICATIONS_SYNC.includes(textOf(applicationsSync) ?? '')) {
    find(
      entry,
      'spec.syncPolicy.applicationsSync',
      'lets the set delete Applications unasked',
      'Set it to create-update; to sync only where somebody watches over deletions.',
    );
  }
}

function checkTemplating(entry: LintEntry, spec: JsonObject, find: Find): void {
  if (spec['goTemplate'] !== true) find(entry, 'spec.goTemplate', 'is not true', 'Set it to true.');
  if (!listOf(spec['goTemplateOptions']).includes('missingkey=error')) {
    find(
      entry,
      'spec.goTemplateOptions',
      'does not hold missingkey=error',
      'Add it: a missing key would make an Application named "<no value>".',
    );
  }
  if (hasClusterGenerator(spec['generators'] ?? null)) {
    find(
      entry,
      'spec.generators',
      'hold a cluster generator',
      'Name the cluster: a generator without a match deletes, and one with two matches doubles.',
    );
  }
  const project = textOf(valueAt(spec, 'template', 'spec', 'project')) ?? '';
  if (project === '' || project === 'default') {
    find(
      entry,
      'spec.template.spec.project',
      `is "${project}", which permits everything`,
      "Take the unit's own project.",
    );
  }
}

function hasClusterGenerator(generators: Json): boolean {
  if (Array.isArray(generators)) return (generators as readonly Json[]).some(hasClusterGenerator);
  if (!isObject(generators)) return false;
  return Object.entries(generators).some(
    ([key, value]) => (key === 'clusters' && isObject(value)) || hasClusterGenerator(value),
  );
}

/** The finalizer keeps the Applications when the set is deleted by hand, the sync options when its file is lost. */
function checkSet(entry: LintEntry, find: Find): void {
  const { annotations, finalizers } = entry.object.metadata;
  if (!listOf(finalizers).includes(FINALIZER)) {
    find(
      entry,
      'metadata.finalizers',
      `do not hold ${FINALIZER}`,
      'Add it: without it the Applications are deleted together with the set.',
    );
  }
  const options = (annotations?.[SYNC_OPTIONS] ?? '').split(',');
  for (const option of ['Prune=false', 'Delete=false']) {
    if (!options.includes(option))
      find(
        entry,
        `metadata.annotations["${SYNC_OPTIONS}"]`,
        `lacks ${option}`,
        'Add it: a lost file must not delete the set.',
      );
  }
}
