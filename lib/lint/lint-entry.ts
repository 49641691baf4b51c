import type { ClusterFolder, Unit } from '../compile/unit';
import { groupOf, type Manifest } from '../core/manifest';

/** One compiled object with the place that it has. */
export interface LintEntry {
  readonly object: Manifest;
  readonly cluster: string;
  /** `<Kind>.<group>`, or the kind alone in the core group. */
  readonly type: string;
  /** '' where it names none. */
  readonly namespace: string;
  readonly name: string;
  /** Absent where it lies in a folder outside the units. */
  readonly unit?: Unit | undefined;
  readonly folder?: ClusterFolder['directory'] | undefined;
}

/** Files one object. */
export function entryOf(
  object: Manifest,
  cluster: string,
  place: Pick<LintEntry, 'unit' | 'folder'>,
): LintEntry {
  const group = groupOf(object.apiVersion);
  const { name, namespace = '' } = object.metadata;
  const type = group === '' ? object.kind : `${object.kind}.${group}`;
  return { object, cluster, type, namespace, name, unit: place.unit, folder: place.folder };
}
