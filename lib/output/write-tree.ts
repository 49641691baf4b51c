import * as fs from 'node:fs';
import { hasErrors, type Diagnostic } from '../core/diagnostic';
import { applyDiff } from './apply-diff';
import { diffTree, type TreeDiff } from './diff-tree';
import { listUnits, type ExistingUnit } from './existing-tree';
import type { Entry, EntryKind, FileSystem } from './file-system';
import { listOutput, readTexts, topsOf } from './list-output';
import { ioFailed, rootBlocked } from './messages';
import type { OutputTree } from './output-tree';
import type { Scope } from './scope';
import { clearLeftovers, listLeftovers } from './temporary';

/** What to write, where, and how freely. */
export interface WriteOptions {
  /** Absolute path of the output; made where it does not exist. */
  readonly root: string;
  readonly tree: OutputTree;
  /** 'check' finds what 'write' would do, and does nothing. */
  readonly mode: 'write' | 'check';
  /** @default - all of the output */
  readonly scope?: Scope;
  /** @default - a run that would delete more than a third of a cluster's files is refused */
  readonly allowMassDelete?: boolean;
  /** @default - the one of Node */
  readonly fileSystem?: FileSystem;
}

/** What a run did, or in mode 'check' would do; nothing was done where a finding is an error other than 'output/io-failed'. */
export interface WriteResult {
  readonly diff: TreeDiff;
  /** Names right below the root that a killed run left; removed in mode 'write'. */
  readonly leftovers: readonly string[];
  readonly findings: readonly Diagnostic[];
}

/** The calls of Node's own `fs`, synchronous: for many small files that is several times faster than its promises. */
export const nodeFileSystem: FileSystem = {
  kindOf: (path) => {
    const stats = fs.lstatSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : kindOf(stats);
  },
  list: (folder) =>
    fs
      .readdirSync(folder, { withFileTypes: true })
      .map((entry): Entry => ({ name: entry.name, kind: kindOf(entry) })),
  read: (file) => fs.readFileSync(file),
  makeFolder: (folder) => void fs.mkdirSync(folder, { recursive: true }),
  makeTemporaryFolder: (prefix) => fs.mkdtempSync(prefix),
  create: (file, text) => fs.writeFileSync(file, text, { encoding: 'utf8', flag: 'wx' }),
  rename: (from, to) => fs.renameSync(from, to),
  removeFile: (file) => fs.unlinkSync(file),
  removeFolder: (folder) => fs.rmdirSync(folder),
};

/** Makes the output what the tree says, as far as the scope goes. Safe wherever it is stopped: each file is old or new, and the next run goes on. */
export function writeTree(options: WriteOptions): WriteResult {
  const { root, tree, scope = {}, fileSystem = nodeFileSystem } = options;
  const found: { diff: TreeDiff; leftovers: readonly string[] } = { diff: NOTHING, leftovers: [] };
  const failures = catchSystemErrors((): readonly Diagnostic[] => {
    const kind = fileSystem.kindOf(root);
    if (kind !== undefined && kind !== 'directory') return [rootBlocked({ root, kind })];
    const listing = listOutput(root, fileSystem, topsOf(tree));
    const existing = { ...listing, texts: readTexts(root, fileSystem, listing, tree, scope) };
    found.diff = diffTree(existing, tree, { scope, allowMassDelete: options.allowMassDelete ?? false });
    found.leftovers = listLeftovers(existing.entries);
    if (options.mode === 'check' || hasErrors(found.diff.findings)) return [];
    clearLeftovers(root, found.leftovers, fileSystem);
    applyDiff(found.diff, { root, fileSystem, entries: existing.entries });
    return [];
  });
  return { ...found, findings: [...found.diff.findings, ...failures] };
}

/** The units of the last run that lie under an output root, absolute; none where it does not exist. */
export function readExistingUnits(
  root: string,
  fileSystem: FileSystem = nodeFileSystem,
): { readonly units: readonly ExistingUnit[]; readonly findings: readonly Diagnostic[] } {
  const found: { units: readonly ExistingUnit[] } = { units: [] };
  const findings = catchSystemErrors(() => {
    const read = (path: string): string => new TextDecoder().decode(fileSystem.read(`${root}/${path}`));
    found.units = listUnits(listOutput(root, fileSystem, new Set()), read);
    return [];
  });
  return { ...found, findings };
}

const NOTHING: TreeDiff = {
  write: [],
  remove: [],
  unchanged: 0,
  foreign: [],
  lists: [],
  emptied: [],
  findings: [],
};

function kindOf(entry: fs.Stats | fs.Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'symlink' : 'other';
}

function catchSystemErrors(run: () => readonly Diagnostic[]): readonly Diagnostic[] {
  try {
    return run();
  } catch (error) {
    const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
    if (code === undefined || syscall === undefined) throw error;
    return [ioFailed({ operation: syscall, path: dest ?? path ?? '', code })];
  }
}
