import type { Cluster, Fleet } from '../fleet/fleet';

/** A folder of a cluster's tree, as the repository that Argo CD pulls spells it. */
export function treePath(
  fleet: Pick<Fleet, 'repository'>,
  cluster: Pick<Cluster, 'id'>,
  directory = '',
): string {
  return [fleet.repository.path, cluster.id, directory].filter((part) => part !== '').join('/');
}

/** Folder that a removed unit points at; nothing in it is a manifest. */
export const REMOVED_DIRECTORY = 'removed';

/** Name of the project and of the Application that reconcile a cluster's root. */
export function rootName(cluster: Pick<Cluster, 'id'>): string {
  return `root-${cluster.id}`;
}
