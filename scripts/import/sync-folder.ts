import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files below a folder, as path relative to it to text; none where it is missing. */
export function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** Makes a folder hold exactly these files, and writes only what differs: others may be reading the rest. */
export function syncFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const old = readFolder(folder);
  for (const [path, text] of files) {
    if (old.get(path) === text) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const path of old.keys()) {
    if (!files.has(path)) rmSync(join(folder, path));
  }
}
