import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { INPUT_FOLDERS, readSourceTree } from '../../lib/config/read-source-tree';
import type { SourceTree } from '../../lib/config/source-tree';
import { REPOSITORY, synthesizeClean } from '../support/reference';

const INPUTS = ['fleet.yaml', ...INPUT_FOLDERS];
const tree = readSourceTree(REPOSITORY);
const expected = synthesizeClean(tree).output;

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, i) => ({ item, rank: order[i % order.length] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function permuteKeys(value: unknown, order: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((item) => permuteKeys(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => [
    key,
    permuteKeys(child, order),
  ]);
  return Object.fromEntries(shuffled(entries, order));
}

describe('the same inputs give the same bytes', () => {
  const orders = fc.array(fc.integer(), { minLength: 3, maxLength: 40 });

  it('in whatever order the files are read', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const files = new Map(shuffled([...tree.files], order));
        expect(synthesizeClean({ files, unreadable: [] }).output).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  it('in whatever order keys are written', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const permuted = [...tree.files].map(([file, text]): [string, string] => [
          file,
          stringify(permuteKeys(parse(text), order)),
        ]);
        const source: SourceTree = { files: new Map(permuted), unreadable: [] };
        expect(synthesizeClean(source).output).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  });

  const environments = [
    { TZ: 'Pacific/Chatham', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    {
      NODE_ENV: 'production',
      CDK8S_DISABLE_SORT: '1',
      CDK8S_RECORD_CONSTRUCT_METADATA: 'true',
      CDK8S_OUTDIR: 'elsewhere',
    },
  ];
  test.each(environments)('in another folder with a space and an accent, with %j', (environment) => {
    const root = mkdtempSync(join(tmpdir(), 'flotte été '));
    try {
      for (const input of INPUTS) cpSync(join(REPOSITORY, input), join(root, input), { recursive: true });
      const env = { ...process.env, ...environment };
      execFileSync(process.execPath, [join(REPOSITORY, 'bin/meridian.mjs'), 'synth'], {
        cwd: root,
        env,
        stdio: 'pipe',
      });
      const written = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true }).filter(
        (entry) => entry.isFile(),
      );
      const actual = written.map((entry): [string, string] => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(join(root, 'dist').length + 1), readFileSync(path, 'utf8')];
      });
      expect(new Map(actual)).toEqual(new Map(expected));
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
