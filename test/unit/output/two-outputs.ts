import { existsSync, readdirSync } from 'node:fs';
import type { OutputTree } from '../../../lib/output/output-tree';
import { snapshot, treeOf } from './temporary-output';

/** `count` files of an app, of which every third has other bytes in another version, and every fifth is in one only. */
function appFiles(cluster: string, app: string, count: number, version: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    if (i % 5 === version % 5) continue;
    const text = `cluster: ${cluster}\nindex: ${i}\nversion: ${i % 3 === 0 ? version : 0}\n`;
    files[`${cluster}/apps/${app}/ns-${i % 4}/configmap_${app}-${i}.yaml`] = text.repeat(
      i % 3 === 0 ? 40 : 1,
    );
  }
  return files;
}

/** Two outputs between which files are added, changed and removed, folders appear and go, and so do clusters. */
export function twoOutputs(count: number): readonly [OutputTree, OutputTree] {
  const shared = { 'na/removed/.gitkeep': '', '_reports/index.md': '# Fleet\n' };
  return [
    treeOf({
      ...shared,
      ...appFiles('na', 'web', count, 1),
      ...appFiles('eu', 'web', count, 1),
      'na/units/apps/old.yaml': 'unit: old\n',
    }),
    treeOf({
      ...shared,
      ...appFiles('na', 'web', count, 2),
      ...appFiles('na', 'cart', 3, 2),
      ...appFiles('ap', 'web', count, 2),
    }),
  ];
}

/** What is wrong with an output that a run from one tree to the other has left wherever it was stopped; nothing, if all is well. */
export function faultsOf(root: string, [from, to]: readonly [OutputTree, OutputTree]): readonly string[] {
  const found = snapshot(root);
  return Object.entries(found).flatMap(([path, text]) => {
    const [top = '', ...rest] = path.split('/');
    if (/^\.meridian-tmp-[A-Za-z0-9]{6}$/.test(top) || path.endsWith('/')) return [];
    const inner = rest.join('/');
    if (inner === '.owned') {
      return isKnownList(text, path, from, to) ? [] : [`${path} is neither old, new nor both`];
    }
    const owned = new Set((found[`${top}/.owned`] ?? '').split('\n'));
    const known = text === from.get(path) || text === to.get(path);
    return [
      ...(known ? [] : [`${path} is neither old nor new`]),
      ...(owned.has(inner) ? [] : [`${path} is not listed`]),
    ];
  });
}

function isKnownList(text: string, path: string, from: OutputTree, to: OutputTree): boolean {
  const lists = [from.get(path) ?? '', to.get(path) ?? ''];
  const both = [...new Set(lists.flatMap((list) => list.split('\n').filter((line) => line !== '')))].sort();
  return lists.includes(text) || text === both.map((line) => `${line}\n`).join('');
}

/** Whether a killed run left its temporary folder. */
export function hasLeftover(root: string): boolean {
  return existsSync(root) && readdirSync(root).some((name) => name.startsWith('.meridian-tmp-'));
}
