import { differences } from '../harness/compare';
import { without } from '../harness/inventory';
import { refOf, refText, type KubeObject } from '../harness/kube-client';
import type { TreeObject } from '../harness/tree';

/** The objects of a cluster, by their reference as text. */
export type LiveObjects = ReadonlyMap<string, KubeObject>;

/** Set comparison of what a cluster gained since `before` with what its tree holds. */
export function setDifferences(
  tree: readonly TreeObject[],
  live: LiveObjects,
  before: LiveObjects,
): readonly string[] {
  const names = tree.map((item) => refText(refOf(item.object)));
  const missing = without(names, live.keys()).map((name) => `missing: ${name}`);
  const extra = without(without(live.keys(), before.keys()), names).map((name) => `extra: ${name}`);
  return [...missing, ...extra];
}

/** Where a live object does not hold what was written. */
export function valueDifferences(tree: readonly TreeObject[], live: LiveObjects): readonly string[] {
  return tree.flatMap(({ path, object }) =>
    differences(object, live.get(refText(refOf(object)))).map((text) => `${path}: ${text}`),
  );
}
