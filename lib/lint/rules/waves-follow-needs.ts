import type { Unit } from '../../compile/unit';
import { textOf, valueAt } from '../../core/json';
import { groupOf } from '../../core/manifest';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

const WAVE = 'argocd.argoproj.io/sync-wave';

/** Inside a unit nothing comes in a wave before what it needs: its namespace, its definition, its account. */
export const wavesFollowNeeds = defineRule({
  name: 'wave-too-early',
  reason:
    'Argo CD ends a wave before it begins the next one: what it cannot apply holds the unit up for ever.',
  check(index, find) {
    for (const unit of index.compiled.units) {
      const late = lateIn(unit, index);
      const last = Math.max(...late.values());
      for (const entry of index.entriesOf(unit)) {
        if (waveOf(entry) >= last) continue;
        const needed = needsOf(entry, index).find((need) => (late.get(need) ?? -Infinity) > waveOf(entry));
        if (needed === undefined) continue;
        find(
          entry,
          `metadata.annotations["${WAVE}"]`,
          `is ${waveOf(entry)}, and ${needed} comes in wave ${late.get(needed) ?? 0}`,
          'Put it into the same wave, or into a later one.',
        );
      }
    }
  },
});

function waveOf({ object }: LintEntry): number {
  return Number(object.metadata.annotations?.[WAVE] ?? 0);
}

/** Waves of what others may need, by what they call it; empty where all of it comes in the first wave of the unit. */
function lateIn(unit: Unit, index: LintIndex): ReadonlyMap<string, number> {
  const entries = index.entriesOf(unit);
  const waves = new Map<string, number>();
  for (const entry of entries) {
    const name = offeredBy(entry);
    if (name !== undefined) waves.set(name, waveOf(entry));
  }
  if (waves.size === 0) return waves;
  const first = Math.min(...entries.map(waveOf));
  return new Map([...waves].filter(([, wave]) => wave > first));
}

function offeredBy({ type, name, namespace, object }: LintEntry): string | undefined {
  switch (type) {
    case 'Namespace':
      return `Namespace ${name}`;
    case 'ServiceAccount':
      return `ServiceAccount ${namespace}/${name}`;
    case 'CustomResourceDefinition.apiextensions.k8s.io':
      return `the definition of ${textOf(valueAt(object, 'spec', 'names', 'kind')) ?? ''}.${textOf(valueAt(object, 'spec', 'group')) ?? ''}`;
    default:
      return undefined;
  }
}

function needsOf(entry: LintEntry, index: LintIndex): readonly string[] {
  const { object, namespace, unit } = entry;
  const accounts = (unit === undefined ? [] : index.podTemplatesOf(unit))
    .filter((template) => template.entry === entry)
    .flatMap(({ spec }) => textOf(spec['serviceAccountName']) ?? []);
  return [
    `Namespace ${namespace}`,
    `the definition of ${object.kind}.${groupOf(object.apiVersion)}`,
    ...accounts.map((account) => `ServiceAccount ${namespace}/${account}`),
  ];
}
