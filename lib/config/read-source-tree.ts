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

const FILES_AT_ROOT = new Set(['fleet.yaml', 'tombstones.yaml']);

/**
 * Reads every input below `root`: the two files at the root, and all of clusters/ and apps/.
 * What is there and is no readable text file is listed as unreadable; nothing is followed that is a link.
 */
export function readSourceTree(root: string, fs: ReadFileSystem = NODE): SourceTree {
  const files = new Map<string, string>();
  const unreadable: UnreadableFile[] = [];
  const visit = (entry: Dirent, path: string, depth: number): void => {
    if (entry.name.startsWith('.') || entry.name.endsWith('.md')) return;
    if (entry.isDirectory()) {
      if (/\.(yaml|ts)$/.test(entry.name)) unreadable.push({ path, problem: 'it is a directory' });
      else if (depth < 4) walk(path, depth + 1);
      return;
    }
    if (!entry.isFile()) unreadable.push({ path, problem: 'it is not a regular file' });
    else readText(path);
  };
  const walk = (path: string, depth: number): void => {
    let entries: readonly Dirent[] = [];
    try {
      entries = fs.list(join(root, path));
    } catch (error) {
      if (depth > 0 && (error as { code?: string }).code !== 'ENOENT')
        unreadable.push({ path, problem: problemOf(error) });
      if (depth === 0) unreadable.push({ path: '.', problem: problemOf(error) });
      return;
    }
    for (const entry of entries) {
      const wanted =
        depth > 0 || FILES_AT_ROOT.has(entry.name) || entry.name === 'clusters' || entry.name === 'apps';
      if (wanted) visit(entry, path === '' ? entry.name : `${path}/${entry.name}`, depth);
    }
  };
  const readText = (path: string): void => {
    try {
      const bytes = fs.read(join(root, path));
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      files.set(path, text);
    } catch (error) {
      unreadable.push({
        path,
        problem: error instanceof TypeError ? 'it is not UTF-8 text' : problemOf(error),
      });
    }
  };
  walk('', 0);
  return { files, unreadable };
}

function problemOf(error: unknown): string {
  const { code } = error as { code?: string };
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EIO: 'the disk reports an I/O error',
    EISDIR: 'it is a directory',
    ENOENT: 'it does not exist',
    ENOTDIR: 'it is not a directory',
  };
  return words[code ?? ''] ?? code ?? String(error);
}
