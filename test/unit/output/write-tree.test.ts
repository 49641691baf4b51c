import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { changedPaths } from '../../../lib/output/diff-tree';
import type { OutputTree } from '../../../lib/output/output-tree';
import {
  nodeFileSystem,
  readExistingUnits,
  writeTree,
  type WriteOptions,
} from '../../../lib/output/write-tree';
import { CHANGING_CALLS, faultyFileSystem } from '../../support/fault-fs';
import { BASE, codes, without } from './small-output';
import { put, snapshot, temporaryOutput, treeOf, written } from './temporary-output';

let output: ReturnType<typeof temporaryOutput>;
beforeEach(() => (output = temporaryOutput()));
afterEach(() => output.remove());

function run(tree: OutputTree, options: Partial<WriteOptions> = {}): ReturnType<typeof writeTree> {
  return writeTree({ root: output.root, tree, mode: 'write', ...options });
}

describe('writeTree', () => {
  it('writes the whole tree into a folder that does not exist yet, and nothing else', () => {
    const result = run(treeOf(BASE));
    expect(result.findings).toEqual([]);
    expect(snapshot(output.root)).toEqual(written(treeOf(BASE)));
  });

  it('changes nothing, and opens nothing for writing, where all bytes are right', () => {
    run(treeOf(BASE));
    const past = new Date(1_000_000_000_000);
    for (const path of Object.keys(BASE)) utimesSync(join(output.root, path), past, past);
    const { fileSystem, counted } = faultyFileSystem(nodeFileSystem, { calls: CHANGING_CALLS, at: 0 });
    const result = run(treeOf(BASE), { fileSystem });
    expect(counted()).toBe(0);
    expect(result.diff.unchanged).toBe(Object.keys(BASE).length);
    expect(changedPaths(result.diff)).toEqual([]);
  });

  it('writes only the files that changed', () => {
    run(treeOf(BASE));
    const past = new Date(1_000_000_000_000);
    for (const path of Object.keys(BASE)) utimesSync(join(output.root, path), past, past);
    const tree = treeOf({ ...BASE, 'na/apps/web/shop/configmap_a.yaml': 'a: 9\n' });
    const result = run(tree);
    expect(changedPaths(result.diff)).toEqual(['na/apps/web/shop/configmap_a.yaml']);
    expect(snapshot(output.root)).toEqual(written(tree));
    const touched = Object.keys(BASE).filter(
      (path) => statSync(join(output.root, path)).mtimeMs !== past.getTime(),
    );
    expect(touched).toEqual(['na/apps/web/shop/configmap_a.yaml']);
  });

  it('removes what is no longer wanted, with the folders that become empty', () => {
    run(treeOf(BASE));
    const tree = without('na/apps/cart/shop/configmap_c.yaml', 'na/units/apps/cart.yaml');
    const result = run(tree);
    expect(changedPaths(result.diff)).toEqual([
      'na/.owned',
      'na/apps/cart/shop/configmap_c.yaml',
      'na/units/apps/cart.yaml',
    ]);
    expect(snapshot(output.root)).toEqual(written(tree));
  });

  it('removes the folder of a cluster that is gone, with its list', () => {
    run(treeOf(BASE));
    const tree = without('eu/apps/web/shop/configmap_a.yaml', 'eu/removed/.gitkeep');
    expect(codes(run(tree))).toEqual(['error output/mass-deletion']);
    run(tree, { allowMassDelete: true });
    expect(snapshot(output.root)).toEqual(written(tree));
    expect(existsSync(join(output.root, 'eu'))).toBe(false);
  });

  it('keeps a folder of a cluster that is gone for the foreign file in it', () => {
    run(treeOf(BASE));
    put(output.root, { 'eu/notes.txt': 'mine' });
    const tree = without('eu/apps/web/shop/configmap_a.yaml', 'eu/removed/.gitkeep');
    expect(codes(run(tree, { allowMassDelete: true }))).toEqual(['warning output/foreign-file']);
    expect(snapshot(output.root)).toEqual({ ...written(tree), 'eu/notes.txt': 'mine' });
  });

  it('takes over a file that has the right bytes already', () => {
    put(output.root, BASE);
    const result = run(treeOf(BASE));
    expect(result.findings).toEqual([]);
    expect(changedPaths(result.diff)).toEqual(['_reports/.owned', 'eu/.owned', 'na/.owned']);
    expect(snapshot(output.root)).toEqual(written(treeOf(BASE)));
  });

  it('mends an ownership list that a merge has left with markers', () => {
    run(treeOf(BASE));
    const list = treeOf(BASE).get('na/.owned') ?? '';
    put(output.root, {
      'na/.owned': `<<<<<<< HEAD\n${list}=======\napps/gone.yaml\n>>>>>>> other\n`.replaceAll('\n', '\r\n'),
    });
    expect(run(treeOf(BASE)).findings).toEqual([]);
    expect(snapshot(output.root)).toEqual(written(treeOf(BASE)));
  });

  it('replaces a file whose bytes differ only where UTF-8 is broken', () => {
    run(treeOf(BASE));
    const path = join(output.root, '_reports/index.md');
    rmSync(path);
    execFileSync('sh', ['-c', `printf '# R\\303\\251port \\377\\n' > "${path}"`]);
    expect(changedPaths(run(treeOf(BASE)).diff)).toEqual(['_reports/index.md']);
    expect(snapshot(output.root)).toEqual(written(treeOf(BASE)));
  });
});

describe('writeTree in mode check', () => {
  it('names what would change and touches nothing', () => {
    run(treeOf(BASE));
    put(output.root, { '.meridian-tmp-abc123/0': 'half' });
    const before = snapshot(output.root);
    const { fileSystem, counted } = faultyFileSystem(nodeFileSystem, { calls: CHANGING_CALLS, at: 0 });
    const tree = treeOf({
      ...BASE,
      'na/apps/web/shop/configmap_a.yaml': 'a: 9\n',
      'na/apps/web/shop/new.yaml': '',
    });
    const result = run(tree, { mode: 'check', fileSystem });
    expect(changedPaths(result.diff)).toEqual([
      'na/.owned',
      'na/apps/web/shop/configmap_a.yaml',
      'na/apps/web/shop/new.yaml',
    ]);
    expect(counted()).toBe(0);
    expect(snapshot(output.root)).toEqual(before);
    expect(result.leftovers).toEqual(['.meridian-tmp-abc123']);
  });
});

describe('writeTree and many deletions', () => {
  const many = (n: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`na/apps/web/shop/configmap_${i}.yaml`, `n: ${i}\n`]),
    );

  it('lets a third of a cluster go, and refuses one file more with the numbers and the way out', () => {
    run(treeOf(many(9)));
    expect(run(treeOf(many(6)), { mode: 'check' }).findings).toEqual([]);
    const before = snapshot(output.root);
    const result = run(treeOf(many(5)));
    expect(codes(result)).toEqual(['error output/mass-deletion']);
    expect(result.findings[0]?.message).toBe(
      "4 of the 9 files of 'na' would be deleted, which is more than a third",
    );
    expect(result.findings[0]?.remedy).toContain('--allow-mass-delete');
    expect(snapshot(output.root)).toEqual(before);
    expect(run(treeOf(many(5)), { allowMassDelete: true }).findings).toEqual([]);
    expect(snapshot(output.root)).toEqual(written(treeOf(many(5))));
  });

  it('does not count the pages for people', () => {
    run(treeOf({ ...BASE, '_reports/a.md': '', '_reports/b.md': '' }));
    expect(run(treeOf(BASE)).findings).toEqual([]);
  });
});

describe('writeTree and leftovers', () => {
  it('removes the temporary folders of killed runs, and only those', () => {
    run(treeOf(BASE));
    put(output.root, {
      '.meridian-tmp-aB3xYz/0': 'half',
      '.meridian-tmp-aB3xYz/1': '',
      '.meridian-tmp-aB3xYz/2/configmap_a.yaml': 'half of a new folder',
      '.meridian-tmp-deep01/3/4/5': 'mine',
      '.meridian-tmp-other-name/0': 'mine',
    });
    put(output.root, { '.meridian-tmp-zzzzzz/deep/0': 'mine', '.meridian-tmp-zzzzzz/0': 'mine' });
    const result = run(treeOf(BASE));
    expect(result.findings).toEqual([expect.objectContaining({ code: 'output/foreign-file' })]);
    expect(result.leftovers).toEqual([
      '.meridian-tmp-aB3xYz',
      '.meridian-tmp-deep01',
      '.meridian-tmp-zzzzzz',
    ]);
    expect(snapshot(output.root)).toEqual({
      ...written(treeOf(BASE)),
      '.meridian-tmp-deep01/3/4/5': 'mine',
      '.meridian-tmp-other-name/0': 'mine',
      '.meridian-tmp-zzzzzz/0': 'mine',
      '.meridian-tmp-zzzzzz/deep/0': 'mine',
    });
  });
});

describe('readExistingUnits', () => {
  it('lists the units of every cluster, and nothing where there is no output', () => {
    expect(readExistingUnits(output.root)).toEqual({ units: [], findings: [] });
    run(treeOf(BASE));
    put(output.root, { 'old/units/baseline/mesh.yaml': '', 'other/notes.yaml': '' });
    expect(
      readExistingUnits(output.root).units.map(({ cluster, lane, name }) => [cluster, lane, name]),
    ).toEqual([
      ['na', 'apps', 'cart'],
      ['na', 'apps', 'web'],
      ['old', 'baseline', 'mesh'],
    ]);
  });

  it('gives the manifests of each unit by what their paths say', () => {
    put(output.root, {
      'na/units/apps/web.yaml': 'unit: {state: active}\n',
      'na/units/baseline/namespace-shop.yaml': 'unit: {state: active}\n',
      'na/apps/web/shop/certificate.cert-manager.io_web.yaml': '',
      'na/apps/web/shop/notes.txt': '',
      'na/namespaces/shop/_cluster/namespace_shop.yaml': '',
    });
    const objects = readExistingUnits(output.root).units.map((unit) => unit.objects);
    expect(objects).toEqual([
      [
        {
          path: 'na/apps/web/shop/certificate.cert-manager.io_web.yaml',
          namespace: 'shop',
          kind: 'certificate.cert-manager.io',
        },
      ],
      [{ path: 'na/namespaces/shop/_cluster/namespace_shop.yaml', namespace: '', kind: 'namespace' }],
    ]);
  });

  it('says of a unit that its tombstone emptied it only where its file says removed and no manifest is left', () => {
    put(output.root, {
      'na/units/apps/a.yaml': '# once more\nunit: { state: "removed" }\n',
      'na/units/apps/b.yaml': 'unit:\n  state: removed\n',
      'na/apps/b/shop/configmap_a.yaml': '',
      'na/units/apps/c.yaml': 'unit:\n  state: active\n',
      'na/units/apps/d.yaml': '<<<<<<< HEAD\nunit:\n  state: removed\n=======\n',
    });
    const emptied = readExistingUnits(output.root).units.filter((unit) => unit.emptied);
    expect(emptied.map(({ name }) => name)).toEqual(['a']);
  });

  it('reports what cannot be read', () => {
    run(treeOf(BASE));
    const { fileSystem } = faultyFileSystem(nodeFileSystem, { calls: ['list'], at: 2 });
    expect(readExistingUnits(output.root, fileSystem).findings.map(({ code }) => code)).toEqual([
      'output/io-failed',
    ]);
  });
});
