import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors } from '../../../lib/core/diagnostic';
import type { OutputTree } from '../../../lib/output/output-tree';
import { writeTree, type WriteOptions } from '../../../lib/output/write-tree';
import { BASE, codes } from './small-output';
import { put, snapshot, temporaryOutput, treeOf, written } from './temporary-output';

let output: ReturnType<typeof temporaryOutput>;
beforeEach(() => (output = temporaryOutput()));
afterEach(() => output.remove());

function run(tree: OutputTree, options: Partial<WriteOptions> = {}): ReturnType<typeof writeTree> {
  return writeTree({ root: output.root, tree, mode: 'write', ...options });
}

describe('writeTree and what is not ours', () => {
  it.each(['root', 'units/apps', 'baseline/mesh', 'namespaces/shop', 'apps/web', 'removed'])(
    'refuses a foreign file in %s, and writes nothing',
    (folder) => {
      run(treeOf(BASE));
      put(output.root, { [`na/${folder}/stray.yaml`]: 'kind: Stray\n' });
      const before = snapshot(output.root);
      const result = run(treeOf({ ...BASE, 'na/apps/web/shop/new.yaml': '' }));
      expect(codes(result)).toEqual(['error output/foreign-reconciled']);
      expect(result.findings[0]?.message).toContain(`'na/${folder}/stray.yaml'`);
      expect(snapshot(output.root)).toEqual(before);
    },
  );

  it.each([
    'na/bootstrap/notes.yaml',
    'na/README.md',
    '_reports/mine.md',
    'README.md',
    'other/deep/file.yaml',
  ])('names %s, and leaves it alone', (path) => {
    run(treeOf(BASE));
    put(output.root, { [path]: 'mine' });
    const result = run(treeOf(BASE));
    expect(codes(result)).toEqual(['warning output/foreign-file']);
    expect(snapshot(output.root)[path]).toBe('mine');
  });

  it('says nothing of what git keeps at the top of a repository', () => {
    put(output.root, { '.git/HEAD': 'ref', '.gitattributes': '* text', '.gitignore': '' });
    expect(run(treeOf(BASE)).findings).toEqual([]);
  });

  it('never overwrites a file that no list names', () => {
    put(output.root, { 'na/units/apps/web.yaml': 'mine\n' });
    const result = run(treeOf(BASE));
    expect(codes(result)).toEqual(['error output/file-not-ours']);
    expect(snapshot(output.root)).toEqual({ 'na/units/apps/web.yaml': 'mine\n' });
  });

  it('neither opens nor replaces a pipe', () => {
    run(treeOf(BASE));
    rmSync(join(output.root, 'na/units/apps/web.yaml'));
    execFileSync('mkfifo', [join(output.root, 'na/units/apps/web.yaml')]);
    expect(codes(run(treeOf(BASE)))).toEqual(['error output/path-blocked']);
  });

  it('refuses a folder where a file belongs, and a file where a folder does', () => {
    mkdirSync(join(output.root, 'na/units/apps/web.yaml'), { recursive: true });
    put(output.root, { 'na/apps': 'a file', eu: 'a file' });
    const result = run(treeOf(BASE));
    expect(
      result.findings.filter(({ code }) => code === 'output/path-blocked').map(({ message }) => message),
    ).toEqual([
      "'eu' is a file, and 2 files are to be written below it",
      "'na/apps' is a file, and 3 files are to be written below it",
      "'na/units/apps/web.yaml' cannot be written, as it is a folder",
    ]);
  });
});

describe('writeTree and symbolic links', () => {
  const LINKS: readonly (readonly [string, string])[] = [
    ['a cluster', 'na'],
    ['a folder on the way', 'na/apps/web'],
    ['a file to write', 'na/units/apps/web.yaml'],
    ['the ownership list', 'na/.owned'],
  ];
  it.each(LINKS)('refuses one in place of %s', (_, place) => {
    run(treeOf(BASE));
    const outside = join(output.folder, 'outside');
    execFileSync('mv', [join(output.root, place), outside]);
    symlinkSync(outside, join(output.root, place));
    const before = { dist: snapshot(output.root), all: snapshot(output.folder) };
    const changed = Object.fromEntries(Object.keys(BASE).map((path) => [path, 'changed\n']));
    const result = run(treeOf(changed), { allowMassDelete: true });
    expect(hasErrors(result.findings)).toBe(true);
    expect(codes(result)).toContain('error output/path-blocked');
    expect({ dist: snapshot(output.root), all: snapshot(output.folder) }).toEqual(before);
  });

  it('says once what is behind one, however many files are', () => {
    run(treeOf(BASE));
    const outside = join(output.folder, 'outside');
    execFileSync('mv', [join(output.root, 'na/apps'), outside]);
    symlinkSync(outside, join(output.root, 'na/apps'));
    const { findings } = run(treeOf(BASE));
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "output/path-blocked: 'na/apps' is a symbolic link, and 3 files are to be written below it",
    ]);
  });

  it('refuses one in place of the output itself', () => {
    const outside = join(output.folder, 'outside');
    mkdirSync(outside);
    symlinkSync(outside, output.root);
    expect(codes(run(treeOf(BASE)))).toEqual(['error output/root-blocked']);
    expect(snapshot(outside)).toEqual({});
  });

  it('prunes nothing behind one, whatever the list says', () => {
    run(treeOf(BASE));
    const outside = join(output.folder, 'outside');
    put(outside, { 'precious.yaml': 'keep' });
    symlinkSync(outside, join(output.root, 'na/link'));
    const list = treeOf(BASE).get('na/.owned') ?? '';
    put(output.root, { 'na/.owned': `${list}link\nlink/precious.yaml\n` });
    const result = run(treeOf(BASE), { allowMassDelete: true });
    expect(codes(result)).toEqual(['warning output/foreign-file']);
    expect(snapshot(outside)).toEqual({ 'precious.yaml': 'keep' });
    expect(snapshot(output.root)).toEqual({ ...written(treeOf(BASE)), 'na/link': '->' });
  });
});

describe('writeTree and a list that was tampered with', () => {
  const ATTACKS: readonly (readonly [string, string])[] = [
    ['a path out of the cluster', '../eu/removed/.gitkeep'],
    ['a path out of the output', '../../precious.yaml'],
    ['a path out and in again', 'apps/../../../precious.yaml'],
    ['an absolute path', '@FOLDER@/precious.yaml'],
    ['a NUL', 'units/apps/web.yaml\0.txt'],
    ['a folder', 'apps'],
    ['a folder with a slash', 'apps/'],
    ['the folder itself', '.'],
    ['a backslash', '..\\eu\\removed\\.gitkeep'],
    ['a dot in the way', './units/apps/web.yaml'],
    ['the list itself', '.owned'],
  ];
  it.each(ATTACKS)('drops %s, deletes nothing, and says so', (_, attack) => {
    run(treeOf(BASE));
    put(output.folder, { 'precious.yaml': 'keep' });
    const line = attack.replace('@FOLDER@', output.folder);
    put(output.root, { 'na/.owned': `${treeOf(BASE).get('na/.owned') ?? ''}${line}\n` });
    const result = run(treeOf(BASE), { allowMassDelete: true });
    expect(codes(result)).toEqual(['warning output/unsafe-owned-line']);
    expect(result.findings[0]?.message).toContain(JSON.stringify(line));
    expect(snapshot(output.folder)).toEqual({
      'precious.yaml': 'keep',
      ...Object.fromEntries(
        Object.entries(written(treeOf(BASE))).map(([path, text]) => [`dist/${path}`, text]),
      ),
    });
  });
});
