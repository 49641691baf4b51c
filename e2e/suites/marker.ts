import { join } from 'node:path';
import { parse } from 'yaml';
import type { Cluster } from '../harness/cluster';
import type { Fleet } from '../harness/fleet';
import { refOf, type KubeObject } from '../harness/kube-client';
import { readClusterTree, type TreeObject } from '../harness/tree';

const KEY = 'e2e.marker';

/** The tree of one cluster as it stands in the fleet's repository now. */
export function treeNow(fleet: Fleet, cluster: Cluster): readonly TreeObject[] {
  return readClusterTree(join(fleet.repository.folder, 'dist', cluster.name));
}

/** Rewrites one object of a cluster's tree; JSON is YAML too. */
export function editObject(
  fleet: Fleet,
  cluster: Cluster,
  path: string,
  edit: (object: KubeObject) => unknown,
): void {
  const file = join('dist', cluster.name, path);
  fleet.repository.write(
    file,
    `${JSON.stringify(edit(parse(fleet.repository.read(file)) as KubeObject), null, 2)}\n`,
  );
}

/** The ConfigMap of the first application, which the suites change to see a commit arrive. */
export function markerObject(fleet: Fleet, cluster: Cluster): TreeObject {
  const found = treeNow(fleet, cluster).find(
    (item) => item.object.kind === 'ConfigMap' && item.path.startsWith('apps/'),
  );
  if (found === undefined) throw new Error(`no application of ${cluster.name} has a ConfigMap`);
  return found;
}

/** Writes a value into the marker of clusters (default: every one). */
export function changeMarker(fleet: Fleet, value: string, clusters = fleet.clusters): void {
  for (const cluster of clusters) {
    editObject(fleet, cluster, markerObject(fleet, cluster).path, (object) => ({
      ...object,
      data: { ...(object['data'] as object), [KEY]: value },
    }));
  }
}

/** The value of the marker in a cluster, undefined where it has none. */
export async function liveMarker(fleet: Fleet, cluster: Cluster): Promise<string | undefined> {
  const live = await cluster.client.get(refOf(markerObject(fleet, cluster).object));
  return (live?.['data'] as Readonly<Record<string, string>> | undefined)?.[KEY];
}
