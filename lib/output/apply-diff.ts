import type { TreeDiff } from './diff-tree';
import type { EntryKind, FileSystem } from './file-system';
import { foldersAbove, topOf } from './output-path';
import { TEMPORARY_PREFIX } from './temporary';

/** Where and upon what a diff is carried out. */
export interface Target {
  /** Absolute. */
  readonly root: string;
  readonly fileSystem: FileSystem;
  /** What lay there when the diff was made. */
  readonly entries: ReadonlyMap<string, EntryKind>;
}

/**
 * Carries out a diff in the order that is safe wherever it stops: lists name old and new, then files are written, then
 * pruned, then lists name the new. A file is written elsewhere and renamed, so that it is whole at any time. This guards
 * against a process that dies, not against a machine that does: nothing is flushed to the disk.
 */
export function applyDiff(diff: TreeDiff, target: Target): void {
  const { root, fileSystem } = target;
  const during = diff.lists.filter((list) => list.during !== list.before && list.during !== '');
  const after = diff.lists.filter((list) => list.after !== undefined && list.after !== list.during);
  const dropped = diff.lists.filter((list) => list.after === undefined && list.before !== undefined);
  const writes = during.length + diff.write.length + after.length;
  if (writes + diff.remove.length + diff.emptied.length + dropped.length === 0) return;

  fileSystem.makeFolder(root);
  const replace = replacer(target, fileSystem.makeTemporaryFolder(`${root}/${TEMPORARY_PREFIX}`));
  for (const list of during) replace.write(list.path, list.during);
  for (const { path, text } of diff.write) replace.write(path, text);
  for (const path of diff.remove) fileSystem.removeFile(`${root}/${path}`);
  for (const folder of diff.emptied.filter((path) => !isTop(path)))
    fileSystem.removeFolder(`${root}/${folder}`);
  for (const list of after) replace.write(list.path, list.after ?? '');
  for (const list of dropped) fileSystem.removeFile(`${root}/${list.path}`);
  for (const folder of diff.emptied.filter(isTop)) fileSystem.removeFolder(`${root}/${folder}`);
  replace.close();
}

interface Replacer {
  readonly write: (path: string, text: string) => void;
  readonly close: () => void;
}

function replacer({ root, fileSystem, entries }: Target, temporary: string): Replacer {
  const folders = new Set<string>();
  for (const [path, kind] of entries) if (kind === 'directory') folders.add(path);
  let count = 0;
  return {
    write: (path, text) => {
      const above = foldersAbove(path);
      const [folder] = above;
      if (folder !== undefined && !folders.has(folder)) {
        fileSystem.makeFolder(`${root}/${folder}`);
        above.forEach((each) => folders.add(each));
      }
      const draft = `${temporary}/${count++}`;
      fileSystem.create(draft, text);
      fileSystem.rename(draft, `${root}/${path}`);
    },
    close: () => fileSystem.removeFolder(temporary),
  };
}

/** A folder that holds a list goes after the list, which goes last. */
function isTop(path: string): boolean {
  return topOf(path) === path;
}
