import { listOf, objectOf, shown, textOf } from '../../core/json';
import type { Json } from '../../core/manifest';
import { argoApplications } from '../argo-application';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { Unit } from '../../compile/unit';

/** Kinds without a group that somebody may want to leave alone; all others have one. */
const CORE: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Namespace',
  'PersistentVolumeClaim',
  'Pod',
  'ResourceQuota',
  'Secret',
  'Service',
  'ServiceAccount',
]);
/** With these in the hands of others, no change of the set reaches its Applications. */
const WHOLE: ReadonlySet<string> = new Set(['', '/', '/spec', '/spec/syncPolicy']);

/** What Argo CD leaves alone is named by group, kind and the very field. */
export const differencesAreExact = defineRule({
  name: 'difference-not-exact',
  reason: 'What names no field leaves nothing alone, and what names too much hides changes that matter.',
  check(index, find) {
    for (const { entry, prefix, spec } of argoApplications(index))
      checkList(entry, `${prefix}spec.ignoreDifferences`, listOf(spec['ignoreDifferences']), find);
    for (const unit of index.compiled.units)
      checkList(unit, 'ignoreDifferences', unit.ignoreDifferences as unknown as readonly Json[], find);
    for (const entry of index.ofType('ApplicationSet.argoproj.io')) checkSet(entry, find);
  },
});

function checkList(subject: LintEntry | Unit, field: string, differences: readonly Json[], find: Find): void {
  differences.forEach((difference, place) => {
    const { group, kind, jsonPointers } = objectOf(difference);
    const at = `${field}[${place}]`;
    if ((group === undefined || group === '') && !CORE.has(textOf(kind) ?? ''))
      find(subject, `${at}.group`, `is missing, and ${shown(kind ?? '')} has one`, 'Name the API group.');
    listOf(jsonPointers).forEach((pointer, index) => {
      if (isPointer(shown(pointer))) return;
      find(
        subject,
        `${at}.jsonPointers[${index}]`,
        `is ${shown(pointer)}, which is no JSON pointer`,
        'Begin with "/", and write "/" inside a key as ~1 and "~" as ~0.',
      );
    });
  });
}

function isPointer(text: string): boolean {
  return text.startsWith('/') && !/~(?![01])/.test(text) && !text.endsWith('/');
}

function checkSet(entry: LintEntry, find: Find): void {
  listOf(objectOf(entry.object['spec'])['ignoreApplicationDifferences']).forEach((difference, place) => {
    const whole = listOf(objectOf(difference)['jsonPointers']).find((pointer) => WHOLE.has(shown(pointer)));
    if (whole === undefined) return;
    find(
      entry,
      `spec.ignoreApplicationDifferences[${place}].jsonPointers`,
      `hold ${shown(whole)}, so that no change of it reaches an Application`,
      'Name the field alone, such as /spec/syncPolicy/automated/enabled.',
    );
  });
}
