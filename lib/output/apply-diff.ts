import type { FileWrite, TreeDiff } from './diff-tree';
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
 * pruned, then lists name the new. A file is written elsewhere and renamed, so that it is whole at any time; the files of a folder
 * that is new are renamed with it. This guards
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
  for (const [folder, files] of byFolder(diff.write)) replace.writeAll(folder, files);
  for (const path of diff.remove) fileSystem.removeFile(`${root}/${path}`);
  for (const folder of diff.emptied.filter((path) => !isTop(path)))
    fileSystem.removeFolder(`${root}/${folder}`);
  for (const list of after) replace.write(list.path, list.after ?? '');
  for (const list of dropped) fileSystem.removeFile(`${root}/${list.path}`);
  for (const folder of diff.emptied.filter(isTop)) fileSystem.removeFolder(`${root}/${folder}`);
  replace.close();
}

/** Files in a row that lie in the same folder; '' is the root. */
function byFolder(
  files: readonly FileWrite[],
): readonly (readonly [folder: string, files: readonly FileWrite[]])[] {
  const groups: [string, FileWrite[]][] = [];
  for (const file of files) {
    const folder = folderOf(file.path);
    const last = groups.at(-1);
    if (last?.[0] === folder) last[1].push(file);
    else groups.push([folder, [file]]);
  }
  return groups;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

interface Replacer {
  readonly write: (path: string, text: string) => void;
  /** Writes files of one folder. */
  readonly writeAll: (folder: string, files: readonly FileWrite[]) => void;
  readonly close: () => void;
}

function replacer({ root, fileSystem, entries }: Target, temporary: string): Replacer {
  const folders = new Set<string>();
  for (const [path, kind] of entries) if (kind === 'directory') folders.add(path);
  let count = 0;
  const newDraft = (): string => `${temporary}/${count++}`;
  const makeFolderOf = (path: string): void => {
    const above = foldersAbove(path);
    const [folder] = above;
    if (folder === undefined || folders.has(folder)) return;
    fileSystem.makeFolder(`${root}/${folder}`);
    for (const each of above) folders.add(each);
  };
  const write = (path: string, text: string): void => {
    makeFolderOf(path);
    const draft = newDraft();
    fileSystem.create(draft, text);
    fileSystem.rename(draft, `${root}/${path}`);
  };
  return {
    write,
    writeAll(folder, files) {
      if (folder === '' || folders.has(folder) || files.length === 1) {
        for (const { path, text } of files) write(path, text);
        return;
      }
      makeFolderOf(folder);
      const draft = newDraft();
      fileSystem.makeFolder(draft);
      for (const { path, text } of files) fileSystem.create(`${draft}${path.slice(folder.length)}`, text);
      fileSystem.rename(draft, `${root}/${folder}`);
      folders.add(folder);
    },
    close: () => fileSystem.removeFolder(temporary),
  };
}

/** A folder that holds a list goes after the list, which goes last. */
function isTop(path: string): boolean {
  return topOf(path) === path;
}
