import { stringify } from 'yaml';
import { sortedBy, sortedUnique } from '../../lib/core/text';
import { pruneCrd } from './prune-crd';
import type { Crd } from './read-crds';

/** The pruned definitions, one file a group: name to text. */
export function crdFiles(crds: readonly Crd[]): ReadonlyMap<string, string> {
  const groups = sortedUnique(crds.map((crd) => crd.group));
  return new Map(
    groups.map((group) => [`${group}.yaml`, groupFile(crds.filter((crd) => crd.group === group))]),
  );
}

function groupFile(crds: readonly Crd[]): string {
  const sorted = sortedBy(crds, (crd) => `${crd.kind} ${crd.version}`);
  // YAML 1.1, because that is how the reader of these files takes plain words such as `on` and `y`.
  return sorted
    .map((crd) => stringify(pruneCrd(crd), { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .map((text) => text.replace(/^%YAML.*\n/, ''))
    .map((text) => (text.startsWith('---') ? text : `---\n${text}`))
    .join('');
}
