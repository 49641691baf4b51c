import { compareCodePoints } from '../core/text';
import type { EntryKind, FileSystem } from './file-system';

/** How the folder begins in which files lie until they are whole, right below the output root. Nothing of it looks like a manifest. */
export const TEMPORARY_PREFIX = '.meridian-tmp-';

const TEMPORARY_NAME = /^\.meridian-tmp-[A-Za-z0-9]{6}$/;

/** Drafts are numbered; one that is a folder holds the files of a new folder. */
const DRAFT = /^\d+$/;

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

/**
 * Removes such folders with the plain files in them and in the drafts of folders; one that holds anything else, no run of ours
 * made, and it stays.
 */
export function clearLeftovers(root: string, names: readonly string[], fileSystem: FileSystem): void {
  for (const folder of names.map((name) => `${root}/${name}`)) {
    const drafts = fileSystem.list(folder);
    const inside = drafts.flatMap(({ name, kind }) =>
      kind === 'directory' ? within(`${folder}/${name}`, fileSystem) : [],
    );
    const isFolder = ({ kind }: Draft): boolean => kind === 'directory';
    const all = [...inside, ...drafts.map(({ name, kind }) => ({ path: `${folder}/${name}`, kind }))];
    const isOurs =
      drafts.every(({ name, kind }) => kind !== 'directory' || DRAFT.test(name)) &&
      !inside.some(isFolder) &&
      all.every((draft) => isFolder(draft) || draft.kind === 'file');
    if (!isOurs) continue;
    for (const { path } of all.filter((draft) => !isFolder(draft))) fileSystem.removeFile(path);
    for (const { path } of all.filter(isFolder)) fileSystem.removeFolder(path);
    fileSystem.removeFolder(folder);
  }
}

interface Draft {
  readonly path: string;
  readonly kind: EntryKind;
}

function within(folder: string, fileSystem: FileSystem): readonly Draft[] {
  return fileSystem.list(folder).map(({ name, kind }) => ({ path: `${folder}/${name}`, kind }));
}
