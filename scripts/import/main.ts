import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateFromModules } from './generate';
import { importTypings } from './import-typings';

const root = process.cwd();

const files = generateFromModules(root);
for (const folder of ['crds', 'imports', 'schemas/kubernetes']) {
  rmSync(join(root, folder), { recursive: true, force: true });
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
importTypings(root, join(root, 'imports'));
writeFileSync(join(root, 'imports/.gitattributes'), '* linguist-generated text eol=lf\n');
