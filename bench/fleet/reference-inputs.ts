import { readSourceTree } from '../../lib/config/read-source-tree';

/** Inputs of a fleet: path relative to its root, with '/' separators → text. */
export type InputFiles = ReadonlyMap<string, string>;

/** The text of one app's files. */
export interface AppTemplate {
  readonly name: string;
  readonly contract: string;
  readonly releases: string;
}

/** The reference fleet, taken apart: what every fleet of the benchmark keeps, and what it multiplies. */
export interface ReferenceInputs {
  /** fleet.yaml, the clusters and the policies. */
  readonly shared: InputFiles;
  /** In code-point order of names. */
  readonly apps: readonly AppTemplate[];
}

/** Reads the fleet in a repository; `root` is absolute. Throws where an app has no releases. */
export function readReferenceInputs(root: string): ReferenceInputs {
  const { files } = readSourceTree(root);
  const shared = [...files].filter(
    ([path]) => path === 'fleet.yaml' || /^(?:clusters|policies)\//.test(path),
  );
  const names = [...files.keys()]
    .flatMap((path) => /^apps\/([^/]+)\/app\.yaml$/.exec(path)?.[1] ?? [])
    .sort();
  const text = (path: string): string => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`the reference fleet has no ${path}`);
    return found;
  };
  const apps = names.map((name) => ({
    name,
    contract: text(`apps/${name}/app.yaml`),
    releases: text(`apps/${name}/releases.yaml`),
  }));
  return { shared: new Map(shared), apps };
}
