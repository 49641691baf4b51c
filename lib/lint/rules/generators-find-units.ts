import { isObject, listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

/** Keys of a generator that say nothing of what it generates. */
const BESIDE: ReadonlySet<string> = new Set(['selector']);

/** A generator finds the files of units, each once, and nothing deeper. */
export const generatorsFindUnits = defineRule({
  name: 'generator-finds-too-much',
  reason:
    'What a generator finds beside its units becomes an Application, and what two generators find may be neither.',
  check(index, find) {
    for (const entry of index.ofType('ApplicationSet.argoproj.io'))
      checkList(entry, 'spec.generators', listOf(valueAt(entry.object, 'spec', 'generators')), find);
  },
});

function checkList(entry: LintEntry, field: string, generators: readonly Json[], find: Find): void {
  generators.forEach((generator, place) =>
    checkGenerator(entry, `${field}[${place}]`, objectOf(generator), find),
  );
}

function checkGenerator(entry: LintEntry, field: string, generator: JsonObject, find: Find): void {
  const kinds = Object.keys(generator).filter((key) => !BESIDE.has(key));
  if (kinds.length !== 1)
    find(
      entry,
      field,
      `is ${kinds.length} generators: ${kinds.join(', ')}`,
      'Write one generator in each entry.',
    );
  const { git, matrix, merge } = generator;
  if (isObject(git)) checkGit(entry, `${field}.git`, git, find);
  for (const [key, several] of Object.entries({ matrix, merge })) {
    if (!isObject(several)) continue;
    const inner = listOf(several['generators']);
    checkList(entry, `${field}.${key}.generators`, inner, find);
    const gits = inner.map((each) => valueAt(each, 'git')).filter(isObject);
    if (gits.length > 1 && gits.some((each) => textOf(each['pathParamPrefix']) === undefined))
      find(
        entry,
        `${field}.${key}.generators`,
        'are two of git that set the same parameters',
        'Give each of them a pathParamPrefix.',
      );
  }
}

function checkGit(entry: LintEntry, field: string, git: JsonObject, find: Find): void {
  for (const key of ['files', 'directories'] as const)
    listOf(git[key]).forEach((item, place) => {
      const path = shown(valueAt(item, 'path') ?? '');
      const folders = path.split('/').slice(0, -1);
      if (path !== '' && !path.includes('**') && !folders.some((folder) => /[*?[]/.test(folder))) return;
      find(
        entry,
        `${field}.${key}[${place}].path`,
        `is "${path}", which reaches into other folders`,
        'Name the folder, and leave a star to the last part alone.',
      );
    });
}
