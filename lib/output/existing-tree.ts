import { parseDocument } from 'yaml';
import { sortedBy } from '../core/text';
import type { EntryKind } from './file-system';
import { parseObjectPath } from './object-path';

/** What lies under the output root before a run. Paths are relative to the root, with '/' separators. */
export interface ExistingTree {
  /** Every entry right below the root, and all that lies in the folders that were listed. */
  readonly entries: ReadonlyMap<string, EntryKind>;
  /** The folders right below the root of which all is in `entries`. */
  readonly listed: ReadonlySet<string>;
  /** The text of the files that were read; a file that is no UTF-8 has none. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A unit that the output of an earlier run holds. */
export interface ExistingUnit {
  readonly cluster: string;
  readonly lane: string;
  readonly name: string;
  /** Its unit file, relative to the output root. */
  readonly path: string;
  /** Its manifests, in the order of their paths. */
  readonly objects: readonly ExistingObject[];
  /** Whether it was removed on purpose: its unit file says so, and none of its manifests is left. */
  readonly emptied: boolean;
}

/** A manifest of an earlier run, as far as its path tells. */
export interface ExistingObject {
  /** Relative to the output root. */
  readonly path: string;
  /** '' for an object that belongs to the cluster as a whole. */
  readonly namespace: string;
  /** `<kind>[.<group>]`, in lower case. */
  readonly kind: string;
}

const UNIT_FILE = /^([^/]+)\/units\/([^/]+)\/([^/]+)\.yaml$/;
const MANIFEST = /^([^/]+)\/(apps|baseline|namespaces)\/([^/]+)\/(.+)$/;

/** The units of which a unit file lies in the tree, in the order of their paths. `read` gives the text of a file. */
export function listUnits(
  existing: Pick<ExistingTree, 'entries'>,
  read: (path: string) => string,
): readonly ExistingUnit[] {
  const manifests = manifestsByUnit(existing);
  const units: ExistingUnit[] = [];
  for (const [path, kind] of existing.entries) {
    const match = kind === 'file' ? UNIT_FILE.exec(path) : null;
    if (match === null) continue;
    const [, cluster = '', lane = '', name = ''] = match;
    const objects = sortedBy(manifests.get(`${cluster} ${lane} ${name}`) ?? [], (object) => object.path);
    // Only a unit that holds nothing is worth reading: an output has thousands of the others.
    const emptied = objects.length === 0 && stateOf(read(path)) === 'removed';
    units.push({ cluster, lane, name, path, objects, emptied });
  }
  return sortedBy(units, ({ path }) => path);
}

function manifestsByUnit({ entries }: Pick<ExistingTree, 'entries'>): ReadonlyMap<string, ExistingObject[]> {
  const units = new Map<string, ExistingObject[]>();
  for (const [path, entry] of entries) {
    const manifest = entry === 'file' ? readPath(path) : undefined;
    if (manifest === undefined) continue;
    const objects = units.get(manifest.unit) ?? [];
    units.set(manifest.unit, objects);
    objects.push(manifest.object);
  }
  return units;
}

function readPath(path: string): { readonly unit: string; readonly object: ExistingObject } | undefined {
  const [, cluster = '', folder = '', name = '', rest = ''] = MANIFEST.exec(path) ?? [];
  const object = parseObjectPath(rest);
  if (object === undefined) return undefined;
  const unit = folder === 'namespaces' ? `baseline namespace-${name}` : `${folder} ${name}`;
  return { unit: `${cluster} ${unit}`, object: { path, ...object } };
}

/** The state in the text of a unit file; undefined where it is damaged. */
function stateOf(text: string): unknown {
  return parseDocument(text).getIn(['unit', 'state']);
}
