import { sortedUnique } from '../core/text';
import { isSafePath } from './output-path';

/** Name of the list of what synth may delete in a cluster's folder. */
export const OWNED_FILE = '.owned';

/** What an ownership list says. */
export interface Ownership {
  /** Paths relative to the list's folder. */
  readonly paths: ReadonlySet<string>;
  /** Lines that no run wrote: they would lead out of the folder, or name the list itself. */
  readonly refused: readonly string[];
}

/** The text of a list: one path a line, in code-point order. Paths are relative to the list's folder. */
export function formatOwned(paths: Iterable<string>): string {
  return sortedUnique(paths)
    .map((path) => `${path}\n`)
    .join('');
}

/** Reads a list. It lies in a repository and may hold anything, so that every line is judged. */
export function readOwned(text: string): Ownership {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const named = lines.filter((line) => line !== '');
  const isAllowed = (line: string): boolean => isSafePath(line) && line !== OWNED_FILE;
  return { paths: new Set(named.filter(isAllowed)), refused: named.filter((line) => !isAllowed(line)) };
}
