import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The root of the repository. */
export const ROOT = join(__dirname, '../..');

/** Every TypeScript file below a folder, relative to the root. */
export function sourcesBelow(folder: string): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix.relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

/** The files of ours that a file imports. */
export function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const sources = [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'(\.[^']*)'/gm)].map(
    (match) => match[1] ?? '',
  );
  return sources.map((source) => {
    const target = posix.join(posix.dirname(file), source);
    return existsSync(join(ROOT, `${target}.ts`)) ? `${target}.ts` : `${target}/index.ts`;
  });
}

/** Names of the folders directly inside a folder. */
export function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
