import type { Unit } from '../compile/unit';
import type { LintIndex } from './lint-index';

/** Argo CD's default for all plain manifests of one Application (reposerver.max.combined.directory.manifests.size: 10M). */
export const UNIT_BYTES = 10_000_000;
/** YAML indents; deeply nested objects take about half as much again as their JSON. */
const YAML_FACTOR = 1.5;

/** Roughly how many bytes the manifests of a unit take. */
export function unitBytes(unit: Unit, index: LintIndex): number {
  return Math.round(index.entriesOf(unit).reduce((sum, { size }) => sum + size, 0) * YAML_FACTOR);
}
