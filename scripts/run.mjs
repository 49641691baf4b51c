// Bundles one TypeScript file of ours (packages stay external) into .cache/ and runs it with the arguments that follow:
//   node scripts/run.mjs scripts/import/main.ts --check
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  console.error('usage: node scripts/run.mjs FILE.ts [ARGUMENT...]');
  process.exit(1);
}
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = resolve(entry);
const name = relative(root, source).replace(/[^A-Za-z0-9]+/g, '-');
const bundle = join(root, '.cache', 'scripts', `${name}.mjs`);

const result = await build({
  entryPoints: [source],
  outfile: bundle,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  loader: { '.md': 'text' },
  packages: 'external',
  // Node finds a file in a package by its whole name alone.
  alias: { 'cdk8s-plus-30/lib/imports/k8s': 'cdk8s-plus-30/lib/imports/k8s.js' },
  sourcemap: 'inline',
  write: false,
  logLevel: 'error',
}).catch(() => process.exit(1));

mkdirSync(dirname(bundle), { recursive: true });
// Renamed when whole: two runs of one script at a time must not read half a bundle.
const partial = `${bundle}.${process.pid}`;
writeFileSync(partial, result.outputFiles[0].text);
renameSync(partial, bundle);
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], source, ...args];
await import(pathToFileURL(bundle).href);
