import type { ClusterFolder, Unit } from '../compile/unit';
import { groupOf, type Manifest } from '../core/manifest';
import { sizeOf } from '../core/manifest-size';

/** One compiled object with the place that it has. */
export interface LintEntry {
  readonly object: Manifest;
  readonly cluster: string;
  /** `<Kind>.<group>`, or the kind alone in the core group. */
  readonly type: string;
  /** '' where it names none. */
  readonly namespace: string;
  readonly name: string;
  /** About how long it is as JSON, in characters. */
  readonly size: number;
  /** Absent where it lies in a folder outside the units. */
  readonly unit?: Unit | undefined;
  readonly folder?: ClusterFolder['directory'] | undefined;
}

/** Files one object after another; each type is one string for all its objects, so that it is hashed once. */
export function entryMaker(): (
  object: Manifest,
  cluster: string,
  place: Pick<LintEntry, 'unit' | 'folder'>,
) => LintEntry {
  const types = new Map<string, Map<string, string>>();
  return (object, cluster, { unit, folder }) => {
    const { name, namespace = '' } = object.metadata;
    const type = typeOf(object, types);
    return { object, cluster, type, namespace, name, size: sizeOf(object), unit, folder };
  };
}

function typeOf({ apiVersion, kind }: Manifest, types: Map<string, Map<string, string>>): string {
  const kinds = types.get(apiVersion) ?? new Map<string, string>();
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const group = groupOf(apiVersion);
  const type = group === '' ? kind : `${kind}.${group}`;
  types.set(apiVersion, kinds.set(kind, type));
  return type;
}
