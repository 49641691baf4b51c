import { sortedBy } from '../core/text';
import type { EntryKind } from './file-system';

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
}

const UNIT_FILE = /^([^/]+)\/units\/([^/]+)\/([^/]+)\.yaml$/;

/** The units of which a unit file lies in the tree, in the order of their paths. */
export function listUnits(existing: Pick<ExistingTree, 'entries'>): readonly ExistingUnit[] {
  const units: ExistingUnit[] = [];
  for (const [path, kind] of existing.entries) {
    const match = kind === 'file' ? UNIT_FILE.exec(path) : null;
    if (match === null) continue;
    const [, cluster = '', lane = '', name = ''] = match;
    units.push({ cluster, lane, name, path });
  }
  return sortedBy(units, ({ path }) => path);
}
