import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crdFiles } from './crd-files';
import { importTypings } from './import-typings';
import { emittedCrds } from './read-sources';

const root = process.cwd();

function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const crds = emittedCrds(root);
replaceFolder('crds', crdFiles(crds));
importTypings(root, join(root, 'imports'));
