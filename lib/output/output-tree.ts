import { sortedBy } from '../core/text';
import { emitYaml } from './emit-yaml';
import type { FileSpec } from './layout';
import { belowTop, topOf } from './output-path';
import { formatOwned, OWNED_FILE } from './ownership';

/** Every file of the output: path relative to the output root, with '/' separators, to its text, in the order of paths. */
export type OutputTree = ReadonlyMap<string, string>;

/** The text of every file, and for each cluster's folder (and `_fleet`, `_reports`) the list of what it holds. */
export function serialise(files: readonly FileSpec[]): OutputTree {
  const texts = files.map((file): [string, string] => [file.path, textOf(file)]);
  const lists = [...ownedByFolder(files)].map(([top, paths]): [string, string] => [
    `${top}/${OWNED_FILE}`,
    formatOwned(paths),
  ]);
  return new Map(sortedBy([...texts, ...lists], ([path]) => path));
}

function textOf(file: FileSpec): string {
  if ('object' in file) return emitYaml(file.object);
  if ('json' in file.content) return `${JSON.stringify(file.content.json, null, 2)}\n`;
  return 'text' in file.content ? file.content.text : emitYaml(file.content.yaml);
}

function ownedByFolder(files: readonly FileSpec[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of files) {
    const paths = folders.get(topOf(path));
    if (paths === undefined) folders.set(topOf(path), [belowTop(path)]);
    else paths.push(belowTop(path));
  }
  return folders;
}
