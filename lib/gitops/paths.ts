import type { Cluster, Fleet } from '../fleet/fleet';
import { FLEET_FOLDER } from '../plan/names';

/** A folder of a cluster's tree, as the repository that Argo CD pulls spells it. */
export function treePath(
  fleet: Pick<Fleet, 'repository'>,
  cluster: Pick<Cluster, 'id'>,
  directory = '',
): string {
  return [fleet.repository.path, cluster.id, directory].filter((part) => part !== '').join('/');
}

/** Where the permissions of the controllers and the people of a cluster lie, as the repository spells it; whoever owns its account applies them. */
export function permissionsPath(
  { repository }: Pick<Fleet, 'repository'>,
  { id }: Pick<Cluster, 'id'>,
): string {
  return `${repository.path}/${FLEET_FOLDER}/permissions/${id}/baseline`;
}

/** Folder that a removed unit points at; nothing in it is a manifest. */
export const REMOVED_DIRECTORY = 'removed';

/** Name of the project and of the Application that reconcile a cluster's root. */
export function rootName(cluster: Pick<Cluster, 'id'>): string {
  return `root-${cluster.id}`;
}
