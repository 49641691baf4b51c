import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { generateFromModules } from '../../../scripts/import/generate';
import { importTypings } from '../../../scripts/import/import-typings';
import { sourcesPage, sourcesRecord } from '../../../scripts/import/sources';
import { readFolder } from '../../../scripts/import/sync-folder';

const ROOT = join(__dirname, '../../..');
const CRDS = readFolder(join(ROOT, 'crds'));
const IMPORTS = typingsOf(readFolder(join(ROOT, 'imports')));

function typingsOf(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([name]) => name.endsWith('.ts')));
}

/** The names of the files that differ between two folders: short, where the files are not. */
function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
}

test('the typings are what cdk8s import makes of crds/', () => {
  expect(differing(IMPORTS, importTypings(ROOT))).toEqual([]);
}, 60_000);

test('cdk8s.yaml names every file of crds/', () => {
  const config = parse(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8')) as { imports: string[]; output: string };
  const files = [...CRDS.keys()].filter((name) => name.endsWith('.yaml')).sort();
  expect(config.imports).toEqual(files.map((name) => `crds/${name}`));
  expect(config.output).not.toBe('dist');
});

test('nothing of the pipeline changed since npm run import ran', () => {
  expect(CRDS.get('SOURCES.json')).toBe(sourcesRecord(ROOT));
  expect(CRDS.get('SOURCES.md')).toBe(sourcesPage());
});

test('the typings stay small enough to check in seconds', () => {
  const lines = [...IMPORTS.values()].reduce((sum, text) => sum + text.split('\n').length, 0);
  expect(lines).toBeLessThan(45_000);
  expect(lines).toBeGreaterThan(10_000);
});

// Needs Go and the module proxy, so it is asked for.
if (process.env['MERIDIAN_CHECK_MODULES'] === '1') {
  test('crds/ and schemas/kubernetes/ are what the pinned modules give', () => {
    const { crds, schemas } = generateFromModules(ROOT);
    expect(differing(CRDS, crds)).toEqual([]);
    expect(differing(readFolder(join(ROOT, 'schemas/kubernetes')), schemas)).toEqual([]);
  }, 600_000);
}
