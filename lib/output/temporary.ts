import { compareCodePoints } from '../core/text';
import type { EntryKind, FileSystem } from './file-system';

/** How the folder begins in which files lie until they are whole, right below the output root. Nothing of it looks like a manifest. */
export const TEMPORARY_PREFIX = '.meridian-tmp-';

const TEMPORARY_NAME = /^\.meridian-tmp-[A-Za-z0-9]{6}$/;

/** Whether a name right below the output root is that of such a folder. */
export function isTemporaryName(name: string): boolean {
  return TEMPORARY_NAME.test(name);
}

/** The folders that killed runs left, among the entries of an output root. */
export function listLeftovers(entries: ReadonlyMap<string, EntryKind>): readonly string[] {
  return [...entries]
    .filter(([name, kind]) => kind === 'directory' && isTemporaryName(name))
    .map(([name]) => name)
    .sort(compareCodePoints);
}

/** Removes such folders with the plain files right in them; one that holds anything else, no run of ours made, and it stays. */
export function clearLeftovers(root: string, names: readonly string[], fileSystem: FileSystem): void {
  for (const folder of names.map((name) => `${root}/${name}`)) {
    const entries = fileSystem.list(folder);
    if (entries.some(({ kind }) => kind !== 'file')) continue;
    for (const { name } of entries) fileSystem.removeFile(`${folder}/${name}`);
    fileSystem.removeFolder(folder);
  }
}
