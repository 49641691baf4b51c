import { isObject, listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

const ARGO_TYPES = [
  'Application.argoproj.io',
  'ApplicationSet.argoproj.io',
  'AppProject.argoproj.io',
] as const;

/** What Argo CD is told in a cluster speaks of that cluster alone: its folder, and itself as the destination. */
export const clustersKeepToThemselves = defineRule({
  name: 'foreign-cluster',
  reason:
    'A cluster that follows the tree of another takes its settings, and loses its own, at the next sync.',
  check(index, find) {
    for (const type of ARGO_TYPES) for (const entry of index.ofType(type)) checkEntry(entry, index, find);
    for (const unit of index.compiled.units) {
      const [top] = unit.directory.split('/');
      if (top !== undefined && index.clusters.has(top))
        find(
          unit,
          'directory',
          `is "${unit.directory}", in the tree of ${top}`,
          'Keep the unit in the folder of its own cluster.',
        );
    }
  },
});

function checkEntry(entry: LintEntry, { clusters }: LintIndex, find: Find): void {
  const isForeign = (name: string): boolean => name !== entry.cluster && clusters.has(name);
  for (const { field, text } of pathsOf(entry.object['spec'] ?? null, 'spec')) {
    const foreign = text.split(/[/\s]/).find(isForeign);
    if (foreign !== undefined)
      find(entry, field, `leads into the tree of ${foreign}`, `Lead into the tree of ${entry.cluster}.`);
  }
  for (const { field, name } of destinationsOf(entry)) {
    if (name !== entry.cluster)
      find(
        entry,
        field,
        `is ${JSON.stringify(name ?? null)}`,
        `Name ${entry.cluster}, the cluster that it lies in, and no server.`,
      );
  }
}

/** Every text under a key `path`, and every template of YAML text, which may hold one. */
function pathsOf(value: Json, field: string): { field: string; text: string }[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => pathsOf(item, `${field}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const inside = `${field}.${key}`;
    if (typeof child !== 'string') return pathsOf(child, inside);
    return key === 'path' || key === 'templatePatch' ? [{ field: inside, text: child }] : [];
  });
}

function destinationsOf({ type, object }: LintEntry): { field: string; name: string | undefined }[] {
  const spec = objectOf(object['spec']);
  if (type === 'AppProject.argoproj.io') {
    return listOf(spec['destinations']).map((destination, index) =>
      nameOf(destination, `spec.destinations[${index}]`),
    );
  }
  const field = type === 'Application.argoproj.io' ? 'spec.destination' : 'spec.template.spec.destination';
  return [nameOf(valueAt(object, ...field.split('.')), field)];
}

/** A server beside the name, or instead of it, is none that can be checked. */
function nameOf(destination: Json | undefined, field: string): { field: string; name: string | undefined } {
  const { name, server } = objectOf(destination);
  return { field: `${field}.name`, name: server === undefined ? textOf(name) : undefined };
}
