import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What tells a file from the one that was there before: path relative to the root → inode and time of its last change. */
export type TreeStamps = ReadonlyMap<string, string>;

/** The stamps of every file below a folder. */
export function stampTree(root: string): TreeStamps {
  const stamps = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        visit(path);
        continue;
      }
      const { ino, mtimeNs } = lstatSync(join(root, path), { bigint: true });
      stamps.set(path, `${ino} ${mtimeNs}`);
    }
  };
  visit('');
  return stamps;
}

/** The files that were written, replaced or removed between two stamps, in code-point order. */
export function touchedBetween(before: TreeStamps, after: TreeStamps): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
