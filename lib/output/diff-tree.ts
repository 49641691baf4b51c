import type { Diagnostic } from '../core/diagnostic';
import { compareCodePoints, sortedBy, sortedUnique } from '../core/text';
import type { ExistingTree } from './existing-tree';
import { findForeign, findForeignTops } from './find-foreign';
import { fileNotOurs, massDeletion, pathBlocked, unsafeOwnedLine } from './messages';
import { belowTop, foldersAbove, topOf } from './output-path';
import type { OutputTree } from './output-tree';
import { formatOwned, OWNED_FILE, readOwned, type Ownership } from './ownership';
import { isFolderInScope, isInScope, isWhole, type Scope } from './scope';

/** One file that is to get new bytes. */
export interface FileWrite {
  readonly path: string;
  readonly text: string;
  /** Whether it replaces a file. */
  readonly replaces: boolean;
}

/** What becomes of one ownership list. */
export interface ListChange {
  readonly path: string;
  /** The text that lies there; undefined where there is none. */
  readonly before: string | undefined;
  /** The text while files are written and removed: all that was owned, and all that will be. */
  readonly during: string;
  /** The text at the end; undefined where nothing in the folder is owned any more. */
  readonly after: string | undefined;
}

/** What a run has to do so that the part of the output in scope is what it should be. */
export interface TreeDiff {
  readonly write: readonly FileWrite[];
  readonly remove: readonly string[];
  /** Number of files in scope that have the right bytes already, the lists not counted. */
  readonly unchanged: number;
  /** What lies there and is not ours. */
  readonly foreign: readonly string[];
  readonly lists: readonly ListChange[];
  /** Folders that will be empty and held files of ours, inner ones first. */
  readonly emptied: readonly string[];
  readonly findings: readonly Diagnostic[];
}

/** What narrows and loosens a comparison. */
export interface DiffOptions {
  readonly scope: Scope;
  /** Whether more than a third of a cluster's files may go. */
  readonly allowMassDelete: boolean;
}

/** Pages for people: no cluster reads them, so that any number of them may go. */
const UNGUARDED = '_reports';

type FolderDiff = Omit<TreeDiff, 'lists'> & { readonly list: ListChange };

/** Compares what lies in the output with what should. The ownership lists are untrusted: only what was listed as a plain file goes. */
export function diffTree(existing: ExistingTree, tree: OutputTree, options: DiffOptions): TreeDiff {
  const wanted = pathsByTop(tree);
  const folders = sortedUnique([
    ...wanted.keys(),
    ...[...existing.listed].filter((top) => ownsList(existing, top)),
  ])
    .filter((top) => isFolderInScope(options.scope, top))
    .map((top) => diffFolder(existing, tree, { top, wanted: wanted.get(top) ?? [] }, options));
  const tops = isWhole(options.scope)
    ? findForeignTops(existing, new Set(wanted.keys()))
    : { paths: [], findings: [] };
  return {
    write: folders.flatMap(({ write }) => write),
    remove: folders.flatMap(({ remove }) => remove),
    unchanged: folders.reduce((sum, { unchanged }) => sum + unchanged, 0),
    foreign: [...tops.paths, ...folders.flatMap(({ foreign }) => foreign)],
    lists: folders.map(({ list }) => list),
    emptied: folders.flatMap(({ emptied }) => emptied),
    findings: [...tops.findings, ...folders.flatMap(({ findings }) => findings)],
  };
}

/** Every path of which the bytes differ from what they should be, the lists included, in order. */
export function changedPaths(diff: TreeDiff): readonly string[] {
  const lists = diff.lists.filter(({ before, after }) => before !== after).map(({ path }) => path);
  return sortedUnique([...diff.write.map(({ path }) => path), ...diff.remove, ...lists]);
}

function pathsByTop(tree: OutputTree): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const path of tree.keys()) {
    const paths = folders.get(topOf(path)) ?? [];
    if (paths.length === 0) folders.set(topOf(path), paths);
    if (belowTop(path) !== OWNED_FILE) paths.push(path);
  }
  return folders;
}

function ownsList(existing: ExistingTree, top: string): boolean {
  return existing.entries.get(`${top}/${OWNED_FILE}`) === 'file';
}

interface Folder {
  readonly top: string;
  readonly wanted: readonly string[];
}

function diffFolder(
  existing: ExistingTree,
  tree: OutputTree,
  folder: Folder,
  options: DiffOptions,
): FolderDiff {
  const { top } = folder;
  const { scope } = options;
  const listPath = `${top}/${OWNED_FILE}`;
  const before = existing.texts.get(listPath);
  const ownership = readOwned(before ?? '');
  const owned = new Set([...ownership.paths].map((path) => `${top}/${path}`));
  const wanted = new Set(folder.wanted.filter((path) => isInScope(scope, path)));
  const { blockers, ...writes } = diffFiles(existing, tree, wanted, owned);
  const gone = [...owned]
    .filter((path) => !wanted.has(path) && isInScope(scope, path))
    .sort(compareCodePoints);
  const remove = gone.filter((path) => existing.entries.get(path) === 'file');
  const foreign = findForeign(existing, { top, owned, wanted, blockers, scope });
  const after = [...wanted, ...[...owned].filter((path) => !isInScope(scope, path))];
  const removed = new Set(after.length === 0 ? [...remove, listPath] : remove);
  return {
    ...writes,
    remove,
    foreign: foreign.paths,
    emptied: findEmptied(existing, { gone: [...gone, ...removed], removed, wanted }),
    list: {
      path: listPath,
      before,
      during: formatOwned([...owned, ...after].map(belowTop)),
      after: after.length === 0 ? undefined : formatOwned(after.map(belowTop)),
    },
    findings: [
      ...refuseLines(existing, top, listPath, ownership),
      ...blocked(existing, listPath, 0),
      ...writes.findings,
      ...foreign.findings,
      ...refuseMassDeletion(existing, { top, owned, remove }, options),
    ],
  };
}

type FileDiffs = Pick<TreeDiff, 'write' | 'unchanged' | 'findings'> & {
  /** What lies in the way, which is said once. */
  readonly blockers: ReadonlySet<string>;
};

/** A file that cannot be written, and what is in its way. */
interface Waiting {
  readonly by: string;
  readonly path: string;
}

function diffFiles(
  existing: ExistingTree,
  tree: OutputTree,
  wanted: ReadonlySet<string>,
  owned: ReadonlySet<string>,
): FileDiffs {
  const write: FileWrite[] = [];
  const findings: Diagnostic[] = [];
  const waiting: Waiting[] = [];
  const blockerOf = clearWay(existing);
  let unchanged = 0;
  for (const path of wanted) {
    const text = tree.get(path) ?? '';
    const by = blockerOf(path);
    const kind = existing.entries.get(path);
    if (by !== undefined) waiting.push({ by, path });
    else if (kind === 'file' && existing.texts.get(path) === text) unchanged++;
    else if (kind === 'file' && !owned.has(path)) findings.push(fileNotOurs({ path }));
    else write.push({ path, text, replaces: kind === 'file' });
  }
  const blockers = new Set(waiting.map(({ by }) => by));
  for (const by of blockers) {
    const below = waiting.filter((one) => one.by === by && one.path !== by).length;
    findings.push(...blocked(existing, by, below));
  }
  return { write, unchanged, findings, blockers };
}

/** Finds what keeps a file from lying at a path: anything but folders above it, a folder or link in its place. */
function clearWay(existing: ExistingTree): (path: string) => string | undefined {
  const clear = new Set<string>();
  return (path) => {
    const kind = existing.entries.get(path);
    if (kind !== undefined && kind !== 'file') return path;
    const above = foldersAbove(path).filter((folder) => !clear.has(folder));
    for (const folder of above) {
      const by = existing.entries.get(folder);
      if (by !== undefined && by !== 'directory') return folder;
    }
    for (const folder of above) clear.add(folder);
    return undefined;
  };
}

function blocked(existing: ExistingTree, by: string, below: number): Diagnostic[] {
  const kind = existing.entries.get(by);
  return kind === undefined || (kind === 'file' && below === 0) ? [] : [pathBlocked({ by, kind, below })];
}

function refuseLines(existing: ExistingTree, top: string, list: string, ownership: Ownership): Diagnostic[] {
  const folders = [...ownership.paths].filter(
    (path) => existing.entries.get(`${top}/${path}`) === 'directory',
  );
  return [...ownership.refused, ...folders].map((line) => unsafeOwnedLine({ list, line }));
}

function refuseMassDeletion(
  existing: ExistingTree,
  folder: { readonly top: string; readonly owned: ReadonlySet<string>; readonly remove: readonly string[] },
  options: DiffOptions,
): Diagnostic[] {
  if (options.allowMassDelete || folder.top === UNGUARDED) return [];
  const total = [...folder.owned].filter((path) => existing.entries.get(path) === 'file').length;
  const removed = folder.remove.length;
  return removed * 3 > total ? [massDeletion({ cluster: folder.top, removed, total })] : [];
}

interface Emptying {
  /** Files that were owned, whether they still lie there or not. */
  readonly gone: readonly string[];
  readonly removed: ReadonlySet<string>;
  readonly wanted: ReadonlySet<string>;
}

function findEmptied(existing: ExistingTree, { gone, removed, wanted }: Emptying): readonly string[] {
  const candidates = new Set(gone.flatMap((path) => foldersAbove(path)));
  if (candidates.size === 0) return [];
  const kept = new Set<string>();
  const keep = (path: string): void => {
    for (const folder of foldersAbove(path)) kept.add(folder);
  };
  wanted.forEach(keep);
  for (const path of existing.entries.keys()) if (!removed.has(path) && !candidates.has(path)) keep(path);
  const emptied = [...candidates].filter(
    (folder) => !kept.has(folder) && existing.entries.get(folder) === 'directory',
  );
  return sortedBy(emptied, (folder) => folder).reverse();
}
