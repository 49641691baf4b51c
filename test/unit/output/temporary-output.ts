import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OutputTree } from '../../../lib/output/output-tree';
import { belowTop, topOf } from '../../../lib/output/output-path';
import { formatOwned } from '../../../lib/output/ownership';

/** A folder of its own for one test, in which the output is `dist`; `remove` takes it away. */
export function temporaryOutput(): {
  readonly folder: string;
  readonly root: string;
  readonly remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'meridian-output-'));
  return {
    folder,
    root: join(folder, 'dist'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A tree of the given files, with an ownership list for each folder at the top. */
export function treeOf(files: Readonly<Record<string, string>>): OutputTree {
  const owned = new Map<string, string[]>();
  for (const path of Object.keys(files))
    owned.set(topOf(path), [...(owned.get(topOf(path)) ?? []), belowTop(path)]);
  const lists = [...owned].map(([top, paths]): [string, string] => [`${top}/.owned`, formatOwned(paths)]);
  return new Map([...Object.entries(files), ...lists]);
}

/** Puts files below a folder as anyone could, with no regard to lists. */
export function put(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/**
 * Every file below a folder with its text, folders that are empty with a slash at the end, links with an arrow. Empty
 * folders right below are left out: no list can name them, and git has none.
 */
export function snapshot(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (prefix: string): void => {
    const names = readdirSync(join(root, prefix)).sort();
    if (names.length === 0 && prefix.indexOf('/') < prefix.length - 1) found[prefix] = '';
    for (const name of names) {
      const path = `${prefix}${name}`;
      const stats = lstatSync(join(root, path));
      if (stats.isDirectory()) walk(`${path}/`);
      else found[path] = stats.isFile() ? readFileSync(join(root, path), 'utf8') : '->';
    }
  };
  if (existsSync(root)) walk('');
  return found;
}

/** A tree as a snapshot shows it once it is written. */
export function written(tree: OutputTree): Readonly<Record<string, string>> {
  return Object.fromEntries([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}
