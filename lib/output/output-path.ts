/** Control characters end or hide a line of an ownership list; a backslash separates folders on some systems. */
// eslint-disable-next-line no-control-regex -- the very characters that are refused
const UNSAFE_CHARACTER = /[\u0000-\u001f\u007f\\]/;

/** A name that is empty, or leads elsewhere. */
const UNSAFE_NAME = /(?:^|\/)\.{0,2}(?:\/|$)/;

/** Whether a relative path with '/' separators can only lie inside the folder that it is relative to. */
export function isSafePath(path: string): boolean {
  return !UNSAFE_CHARACTER.test(path) && !UNSAFE_NAME.test(path);
}

/** The first name of a path: a cluster, or `_fleet` or `_reports`. */
export function topOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}

/** The rest of a path, below its first name; '' where there is none. */
export function belowTop(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? '' : path.slice(slash + 1);
}

/** The folders above a path, the nearest first, the root left out. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    folders.push(path.slice(0, slash));
  }
  return folders;
}
