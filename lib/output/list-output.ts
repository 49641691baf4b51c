import type { ExistingTree } from './existing-tree';
import type { Entry, EntryKind, FileSystem } from './file-system';
import { topOf } from './output-path';
import type { OutputTree } from './output-tree';
import { OWNED_FILE } from './ownership';
import { isInScope, type Scope } from './scope';
import { isTemporaryName } from './temporary';

/** What lies under an output root, before any file is read. */
export type OutputListing = Pick<ExistingTree, 'entries' | 'listed'>;

/** Lists the folders that hold an ownership list or units, and those named. `root` is absolute; one that does not exist is empty. */
export function listOutput(root: string, fileSystem: FileSystem, tops: ReadonlySet<string>): OutputListing {
  const entries = new Map<string, EntryKind>();
  const listed = new Set<string>();
  if (fileSystem.kindOf(root) !== 'directory') return { entries, listed };
  for (const { name, kind } of fileSystem.list(root)) {
    const inner = kind === 'directory' ? fileSystem.list(`${root}/${name}`) : undefined;
    // A run that was killed may leave an empty folder at the top, which no list names; git has no such thing.
    if (inner?.length === 0 && !isTemporaryName(name)) continue;
    entries.set(name, kind);
    if (inner === undefined || !(tops.has(name) || inner.some(isMark))) continue;
    listed.add(name);
    listBelow(root, name, fileSystem, entries);
  }
  return { entries, listed };
}

/** Reads the ownership lists and the files in scope that the new tree names. */
export function readTexts(
  root: string,
  fileSystem: FileSystem,
  listing: OutputListing,
  tree: OutputTree,
  scope: Scope,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const lists = [...listing.listed].map((top) => `${top}/${OWNED_FILE}`);
  const isRead = (path: string): boolean => listing.entries.get(path) === 'file';
  // A list that is no UTF-8 is read all the same: the lines that are mangled name nothing.
  for (const path of lists.filter(isRead)) texts.set(path, decode(fileSystem.read(`${root}/${path}`)));
  for (const [path, wanted] of tree) {
    if (!isRead(path) || texts.has(path) || !isInScope(scope, path)) continue;
    const bytes = fileSystem.read(`${root}/${path}`);
    const text = decode(bytes);
    // Most files are what they should be: keeping the string that is there already halves the memory.
    if (!text.includes('\ufffd') || isSameBytes(text, bytes))
      texts.set(path, text === wanted ? wanted : text);
  }
  return texts;
}

/** The names right below the output root that a tree has. */
export function topsOf(tree: OutputTree): ReadonlySet<string> {
  return new Set([...tree.keys()].map(topOf));
}

/** What only a folder of ours holds: its list, or the units of one whose list was lost. */
function isMark({ name }: Entry): boolean {
  return name === OWNED_FILE || name === 'units';
}

/** One folder at a time: Node's own recursive listing walks into symbolic links. */
function listBelow(
  root: string,
  folder: string,
  fileSystem: FileSystem,
  entries: Map<string, EntryKind>,
): void {
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { name, kind } of fileSystem.list(`${root}/${next}`)) {
      const path = `${next}/${name}`;
      entries.set(path, kind);
      if (kind === 'directory') pending.push(path);
    }
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function isSameBytes(text: string, bytes: Uint8Array): boolean {
  return Buffer.from(text, 'utf8').equals(bytes);
}
