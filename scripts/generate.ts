import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from './generate/generated-files';

const check = process.argv.includes('--check');
const stale = [...generatedFiles()].filter(
  ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
);

for (const [path, text] of stale) {
  console.log(`${check ? 'stale' : 'wrote'} ${path}`);
  if (check) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
if (check && stale.length > 0) process.exitCode = 1;
