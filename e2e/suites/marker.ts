import { join } from 'node:path';
import { parse } from 'yaml';
import type { Cluster } from '../harness/cluster';
import type { Fleet } from '../harness/fleet';
import { refOf, type KubeObject } from '../harness/kube-client';
import { readClusterTree, type TreeObject } from '../harness/tree';

/** What the suites write into a ConfigMap. */
export const MARKER_KEY = 'e2e.marker';

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

function applicationConfigs(fleet: Fleet, cluster: Cluster): readonly TreeObject[] {
  return treeNow(fleet, cluster).filter(
    (item) => item.object.kind === 'ConfigMap' && item.path.startsWith('apps/'),
  );
}

/** The ConfigMap of the first application, which the suites change to see a commit arrive. */
export function markerObject(fleet: Fleet, cluster: Cluster): TreeObject {
  const [found] = applicationConfigs(fleet, cluster);
  if (found === undefined) throw new Error(`no application of ${cluster.name} has a ConfigMap`);
  return found;
}

/** That of another application. */
export function neighbourObject(fleet: Fleet, cluster: Cluster): TreeObject {
  const unitOf = ({ path }: TreeObject): string | undefined => path.split('/')[1];
  const marker = markerObject(fleet, cluster);
  const found = applicationConfigs(fleet, cluster).find((item) => unitOf(item) !== unitOf(marker));
  if (found === undefined)
    throw new Error(`one application of ${cluster.name} has a ConfigMap, and no other`);
  return found;
}

/** Writes a value into one ConfigMap of a tree. */
export function mark(fleet: Fleet, cluster: Cluster, { path }: TreeObject, value: string): void {
  editObject(fleet, cluster, path, (object) => ({
    ...object,
    data: { ...(object['data'] as object), [MARKER_KEY]: value },
  }));
}

/** Writes a value into the marker of every cluster. */
export function changeMarker(fleet: Fleet, value: string): void {
  for (const cluster of fleet.clusters) mark(fleet, cluster, markerObject(fleet, cluster), value);
}

/** What was written into a ConfigMap, as a cluster has it; undefined where it has nothing. */
export async function liveValue(cluster: Cluster, { object }: TreeObject): Promise<string | undefined> {
  const live = await cluster.client.get(refOf(object));
  return (live?.['data'] as Readonly<Record<string, string>> | undefined)?.[MARKER_KEY];
}

/** The value of the marker in a cluster. */
export function liveMarker(fleet: Fleet, cluster: Cluster): Promise<string | undefined> {
  return liveValue(cluster, markerObject(fleet, cluster));
}
