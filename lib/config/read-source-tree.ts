import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { SourceTree, UnreadableFile } from './source-tree';

/** The calls that reading needs; tests put failing ones in their place. */
export interface ReadFileSystem {
  readonly list: (directory: string) => readonly Dirent[];
  readonly read: (file: string) => Buffer;
}

const NODE: ReadFileSystem = {
  list: (directory) => readdirSync(directory, { withFileTypes: true }),
  read: (file) => readFileSync(file),
};

/** The folders of inputs at the root. */
export const INPUT_FOLDERS: readonly string[] = ['clusters', 'profiles', 'policies', 'versions', 'apps'];
/** The files there; .yml is among them so that a wrong ending is named, and not passed over. */
const INPUT_FILE = /^(fleet|tombstones)\.ya?ml$/;
/** The deepest input is apps/<app>/app.yaml; whatever lies far below it is a folder that got here by accident. */
const MAX_DEPTH = 4;

/**
 * Reads every input below `root`: the two files at the root, and all of clusters/, profiles/, policies/, versions/ and apps/.
 * What is there and is no readable text file is listed as unreadable; nothing is followed that is a link.
 */
export function readSourceTree(root: string, fs: ReadFileSystem = NODE): SourceTree {
  const reading: Reading = { root, fs, files: new Map(), unreadable: [] };
  const entries = list(reading, '');
  const wanted = entries.filter(({ name }) => INPUT_FOLDERS.includes(name) || INPUT_FILE.test(name));
  for (const entry of wanted) visit(reading, entry, entry.name);
  return { files: reading.files, unreadable: reading.unreadable };
}

interface Reading {
  readonly root: string;
  readonly fs: ReadFileSystem;
  readonly files: Map<string, string>;
  readonly unreadable: UnreadableFile[];
}

function list({ root, fs, unreadable }: Reading, path: string): readonly Dirent[] {
  try {
    return fs.list(join(root, path));
  } catch (error) {
    unreadable.push({ path: path === '' ? '.' : path, problem: problemOf(error) });
    return [];
  }
}

function visit(reading: Reading, entry: Dirent, path: string): void {
  if (entry.name.startsWith('.') || entry.name.endsWith('.md')) return;
  const problem = problemOfEntry(entry, path);
  if (problem !== undefined) reading.unreadable.push({ path, problem });
  else if (entry.isFile()) readText(reading, path);
  else for (const child of list(reading, path)) visit(reading, child, `${path}/${child.name}`);
}

function problemOfEntry(entry: Dirent, path: string): string | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isSymbolicLink()) return 'it is a symbolic link, and links are not followed';
  if (!entry.isDirectory()) return 'it is not a regular file';
  if (/\.(yaml|ts)$/.test(entry.name)) return 'it is a directory';
  return path.split('/').length > MAX_DEPTH ? 'no input lies this deep' : undefined;
}

function readText({ root, fs, files, unreadable }: Reading, path: string): void {
  try {
    files.set(path, new TextDecoder('utf-8', { fatal: true }).decode(fs.read(join(root, path))));
  } catch (error) {
    unreadable.push({
      path,
      problem: problemOf(error),
    });
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EIO: 'the disk reports an I/O error',
  EISDIR: 'it is a directory',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a directory',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};

function problemOf(error: unknown): string {
  const { code } = error as { code?: string };
  return WORDS[code ?? ''] ?? code ?? String(error);
}
