import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BACKED_UP } from './backed-up';
import { MINI_FILES } from './mini-fleet';
import { temporaryFolder } from './run-cli';

/** Writes files below a folder: path → text, or undefined for none. */
export function writeFiles(root: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Writes the miniature repository, backed up and with some files replaced, added or left out, to a new folder, and gives its path. */
export function writeRepository(files: Readonly<Record<string, string | undefined>> = {}): string {
  const root = temporaryFolder();
  writeFiles(root, { ...MINI_FILES, ...BACKED_UP, ...files });
  return root;
}

/** Every file below a folder: path → text. */
export function readFolder(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}
