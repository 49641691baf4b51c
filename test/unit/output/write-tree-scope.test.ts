import { changedPaths } from '../../../lib/output/diff-tree';
import type { OutputTree } from '../../../lib/output/output-tree';
import { pathsOfApp } from '../../../lib/output/scope';
import { writeTree, type WriteOptions } from '../../../lib/output/write-tree';
import { BASE } from './small-output';
import { put, snapshot, temporaryOutput, treeOf, written } from './temporary-output';

let output: ReturnType<typeof temporaryOutput>;
beforeEach(() => (output = temporaryOutput()));
afterEach(() => output.remove());

function run(tree: OutputTree, options: Partial<WriteOptions> = {}): ReturnType<typeof writeTree> {
  return writeTree({ root: output.root, tree, mode: 'write', ...options });
}

describe('writeTree with a scope', () => {
  it('writes and prunes one cluster only', () => {
    run(treeOf(BASE));
    const tree = treeOf({
      ...withoutFile('na/apps/web/shop/configmap_b.yaml'),
      'na/apps/web/shop/configmap_a.yaml': 'a: 9\n',
      'eu/apps/web/shop/configmap_a.yaml': 'a: 9\n',
      '_reports/index.md': 'new\n',
    });
    const result = run(tree, { scope: { clusters: ['na'] } });
    expect(changedPaths(result.diff)).toEqual([
      'na/.owned',
      'na/apps/web/shop/configmap_a.yaml',
      'na/apps/web/shop/configmap_b.yaml',
    ]);
    expect(snapshot(output.root)).toEqual({
      ...written(tree),
      'eu/apps/web/shop/configmap_a.yaml': BASE['eu/apps/web/shop/configmap_a.yaml'],
      '_reports/index.md': BASE['_reports/index.md'],
    });
  });

  it('keeps the list true to what lies there when one app is written', () => {
    run(treeOf(BASE));
    const tree = treeOf({
      'na/apps/web/shop/configmap_a.yaml': 'a: 9\n',
      'na/apps/web/shop/configmap_new.yaml': 'new: 1\n',
      'na/apps/cart/shop/configmap_other.yaml': 'other: 1\n',
      'na/units/apps/web.yaml': 'unit: web\n',
      'eu/apps/web/shop/configmap_a.yaml': 'a: 2\n',
    });
    expect(run(tree, { scope: { within: pathsOfApp('web') } }).findings).toEqual([]);
    const expected = treeOf({
      ...withoutFile('na/apps/web/shop/configmap_b.yaml'),
      'na/apps/web/shop/configmap_a.yaml': 'a: 9\n',
      'na/apps/web/shop/configmap_new.yaml': 'new: 1\n',
    });
    expect(snapshot(output.root)).toEqual(written(expected));
  });

  it('takes no app for another whose name begins alike', () => {
    run(treeOf(BASE));
    const result = run(treeOf({ 'na/removed/.gitkeep': '' }), { scope: { within: pathsOfApp('we') } });
    expect(changedPaths(result.diff)).toEqual([]);
    expect(snapshot(output.root)).toEqual(written(treeOf(BASE)));
  });

  it('says nothing of what is foreign outside', () => {
    run(treeOf(BASE));
    put(output.root, { 'eu/root/stray.yaml': '', 'na/root/stray.yaml': '', 'stray.md': '' });
    const result = run(treeOf(BASE), { scope: { clusters: ['na'] } });
    expect(result.diff.foreign).toEqual(['na/root/stray.yaml']);
    expect(run(treeOf(BASE), { scope: { within: pathsOfApp('web') } }).findings).toEqual([]);
  });
});

function withoutFile(path: keyof typeof BASE): Record<string, string> {
  const { [path]: _, ...rest } = BASE;
  return rest;
}
