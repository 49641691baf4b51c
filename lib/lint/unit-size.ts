import type { Unit } from '../compile/unit';
import { onceFor } from '../core/once-for';
import type { LintIndex } from './lint-index';

/** Argo CD's default for all plain manifests of one Application (reposerver.max.combined.directory.manifests.size: 10M). */
export const UNIT_BYTES = 10_000_000;
/** YAML indents; deeply nested objects take about half as much again as their JSON. */
const YAML_FACTOR = 1.5;

/** Roughly how many bytes the manifests of each unit take. */
export const unitSizes: (index: LintIndex) => readonly (readonly [unit: Unit, bytes: number])[] = onceFor(
  (index) =>
    index.compiled.units.map((unit) => {
      const size = index.entriesOf(unit).reduce((sum, entry) => sum + entry.size, 0);
      return [unit, Math.round(size * YAML_FACTOR)] as const;
    }),
);
