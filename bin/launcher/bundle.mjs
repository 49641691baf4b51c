import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json, absolute. */
export const PACKAGE_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const CACHE = join(PACKAGE_ROOT, '.cache', 'meridian');
const FOLDERS = ['bin', 'lib', 'imports', 'docs'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json'];
const MAIN = 'main.cjs';
const TEMPORARY = 'new-';
const ABANDONED_MILLISECONDS = 600_000;

/** Path of a bundle of the sources as they are now; made where there is none. */
export async function ensureBundle() {
  const key = sourceKey();
  const bundle = join(CACHE, key, MAIN);
  if (!existsSync(bundle)) await makeBundle(key);
  return bundle;
}

/** Changes whenever a source changes: sizes and times are enough, and far cheaper to get than contents. */
function sourceKey() {
  const hash = createHash('sha256').update(process.version);
  for (const file of FILES) describe(file, hash);
  for (const folder of FOLDERS) walk(folder, hash);
  return hash.digest('hex').slice(0, 24);
}

function walk(folder, hash) {
  const entries = readdirSync(join(PACKAGE_ROOT, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) walk(path, hash);
    else describe(path, hash);
  }
}

function describe(path, hash) {
  const { size, mtimeMs } = statSync(join(PACKAGE_ROOT, path));
  hash.update(`${path} ${size} ${mtimeMs}\n`);
}

async function makeBundle(key) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(PACKAGE_ROOT, 'bin', 'main.ts')],
    outfile: MAIN,
    absWorkingDir: PACKAGE_ROOT,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    loader: { '.md': 'text' },
    // It carries a program of its own, which cannot be bundled, and is needed for resources.ts alone.
    external: ['esbuild'],
    sourcemap: 'linked',
    write: false,
    logLevel: 'silent',
  });
  // Not mkdtemp: what that makes can be read by its owner alone, and others may run what one has built.
  const folder = join(CACHE, `${TEMPORARY}${randomUUID()}`);
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles)
    writeFileSync(join(folder, path.slice(PACKAGE_ROOT.length)), contents);
  try {
    renameSync(folder, join(CACHE, key));
  } catch (error) {
    // Another launch was faster, and its bundle is the same.
    rmSync(folder, { recursive: true, force: true });
    if (!existsSync(join(CACHE, key, MAIN))) throw error;
  }
  removeOthers(key);
}

function removeOthers(key) {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    const inUse = name.startsWith(TEMPORARY) && !isAbandoned(path);
    if (name !== key && !inUse) rmSync(path, { recursive: true, force: true });
  }
}

function isAbandoned(folder) {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_MILLISECONDS;
}
