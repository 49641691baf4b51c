import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { serviceExports } from '../service-exports';

/** In a cluster set one namespace and name is one Service: of one owner, with the same ports, wherever it is. */
export const exportsMeanTheSame = defineRule({
  name: 'export-differs',
  reason:
    'A cluster set takes the Services of one namespace and name for one. Where they differ, requests reach what somebody else meant by the name, or a port that is not there.',
  check(index, find) {
    const exported = new Set(serviceExports(index).map(keyOf));
    if (exported.size === 0) return;
    const first = new Map<string, LintEntry>();
    for (const entry of index.ofType('Service').filter((service) => exported.has(keyOf(service)))) {
      const other = first.get(keyOf(entry));
      if (other === undefined) first.set(keyOf(entry), entry);
      else
        for (const [field, own, theirs] of differences(entry, other, index))
          find(
            entry,
            field,
            `is ${own}, and in ${other.cluster}, under the same name of one cluster set, it is ${theirs}`,
            'Give it another name, or make both the same.',
          );
    }
  },
});

function keyOf({ namespace, name }: LintEntry): string {
  return `${namespace}/${name}`;
}

type Difference = readonly [field: string, own: string, theirs: string];

function differences(entry: LintEntry, other: LintEntry, index: LintIndex): readonly Difference[] {
  const fields: readonly (readonly [field: string, of: (entry: LintEntry) => string])[] = [
    ['metadata.labels.team', (service) => ownerOf(service, index)],
    ['spec.ports', portsOf],
    ['spec.sessionAffinity', ({ object }) => textOf(valueAt(object, 'spec', 'sessionAffinity')) ?? 'None'],
  ];
  return fields.flatMap(([field, of]): Difference[] => {
    const [own, theirs] = [of(entry), of(other)];
    return own === theirs ? [] : [[field, own, theirs]];
  });
}

/** Who answers for it: the label, or else the owner of the app that it came with. */
function ownerOf({ object, unit }: LintEntry, { apps }: LintIndex): string {
  const labelled = textOf(objectOf(object.metadata.labels)['team']);
  return labelled ?? (unit && apps.get(unit.name)?.app.owner) ?? 'nobody';
}

function portsOf({ object }: LintEntry): string {
  return listOf(valueAt(object, 'spec', 'ports'))
    .map(portOf)
    .sort()
    .join(', ');
}

function portOf(port: Json): string {
  const { name, port: number, protocol, appProtocol } = objectOf(port);
  return `${shown(name ?? '')} ${shown(number)}/${shown(appProtocol ?? protocol ?? 'TCP')}`;
}
