import type { OutputTree } from '../../../lib/output/output-tree';
import type { writeTree } from '../../../lib/output/write-tree';
import { treeOf } from './temporary-output';

/** A small output: two clusters with a few files each, and a page that is no ASCII. */
export const BASE = {
  'na/apps/web/shop/configmap_a.yaml': 'a: 1\n',
  'na/apps/web/shop/configmap_b.yaml': 'b: 1\n',
  'na/apps/cart/shop/configmap_c.yaml': 'c: 1\n',
  'na/units/apps/web.yaml': 'unit: web\n',
  'na/units/apps/cart.yaml': 'unit: cart\n',
  'na/root/argocd/appproject.argoproj.io_x.yaml': 'x: 1\n',
  'na/removed/.gitkeep': '',
  'eu/apps/web/shop/configmap_a.yaml': 'a: 2\n',
  'eu/removed/.gitkeep': '',
  '_reports/index.md': '# Réport \ufffd\n',
};

/** That output without some of its files. */
export function without(...paths: readonly string[]): OutputTree {
  return treeOf(Object.fromEntries(Object.entries(BASE).filter(([path]) => !paths.includes(path))));
}

/** The findings of a run, short. */
export function codes(result: ReturnType<typeof writeTree>): readonly string[] {
  return result.findings.map(({ code, severity }) => `${severity} ${code}`);
}
