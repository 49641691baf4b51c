import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import type { KubeObject } from './kube-client';

/** One manifest of a tree. */
export interface TreeObject {
  /** Path inside the tree, with '/' separators. */
  readonly path: string;
  readonly object: KubeObject;
}

/** Every file below a folder, relative to it, sorted; symbolic links are not followed. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Whether a file of a cluster's tree is a manifest: the parameters of units are not. */
export function isManifestPath(path: string): boolean {
  return path.endsWith('.yaml') && path.split('/')[0] !== 'units';
}

/** Reads the manifests of one cluster's tree. */
export function readClusterTree(folder: string): readonly TreeObject[] {
  return filesBelow(folder)
    .filter(isManifestPath)
    .map((path) => ({ path, object: parse(readFileSync(join(folder, path), 'utf8')) as KubeObject }));
}

/** Names of the clusters that a `dist` folder holds; folders for people and for the whole fleet begin with '_'. */
export function clusterNames(dist: string): readonly string[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .sort();
}

/** A committed tree, for one cluster. */
export interface CommittedTree {
  /** Its folder, relative to the repository. */
  readonly name: string;
  readonly objects: readonly TreeObject[];
}

/** Whether it is the whole tree of a cluster: of the reference fleet, or of one of the examples. */
export function isWhole({ name }: CommittedTree): boolean {
  return basename(dirname(name)) === 'dist';
}

/** The folder of the inputs behind a whole tree, relative to the repository. */
export function fleetOf({ name }: CommittedTree): string {
  return dirname(dirname(name));
}

/** A scenario keeps the whole of its expected tree or the files that it is about, a folder a cluster. */
function scenarioTrees(repository: string): readonly string[] {
  const scenarios = join(repository, 'test', 'scenarios');
  const roots = filesBelow(scenarios).flatMap((path) => {
    const match = /^(.*?\/expected\/[^_/][^/]*)\/.*\.yaml$/.exec(path);
    return match?.[1] === undefined ? [] : [join('test', 'scenarios', match[1])];
  });
  return [...new Set(roots)].sort();
}

/** The trees of the fleets below `examples/`. */
function exampleTrees(repository: string): readonly string[] {
  const examples = join(repository, 'examples');
  if (!existsSync(examples)) return [];
  return readdirSync(examples)
    .sort()
    .map((name) => join('examples', name, 'dist'))
    .flatMap((dist) => clusterNames(join(repository, dist)).map((cluster) => join(dist, cluster)));
}

/** The trees of `dist/`, of the examples and of every scenario that hold objects. */
export function committedTrees(repository: string): readonly CommittedTree[] {
  const reference = clusterNames(join(repository, 'dist')).map((name) => join('dist', name));
  return [...reference, ...exampleTrees(repository), ...scenarioTrees(repository)]
    .map((name) => ({ name, objects: readClusterTree(join(repository, name)) }))
    .filter((tree) => tree.objects.length > 0);
}
