import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../../../lib/core/manifest';

const FOLDER = join(__dirname, 'examples');

/** The handwritten good examples, one of every emitted kind. */
export function readExamples(): Manifest[] {
  const files = readdirSync(FOLDER).sort();
  return files.flatMap((file) =>
    parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((document) => document.toJS() as Manifest),
  );
}
