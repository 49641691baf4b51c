import type { Cluster, Fleet } from '../../fleet/fleet';
import type { Grant } from '../../providers/identity/identity';
import type { Controller } from '../controllers';
import { BACKUP_NAMESPACE } from '../names';
import { backupIn, backupSets, readSets } from './backup-sets';

/** Release of the server, its command and its agents. */
export const VELERO_VERSION = 'v1.18.3';

/** Also the name of its service account, and of its pods by the label that the chart gives them. */
export const VELERO = 'velero';

/** The Secret whose password Velero encrypts the content of volumes with; it makes one with a password that all know where none is. */
export const REPOSITORY_SECRET = 'velero-repo-credentials';
/** Its key with the password. */
export const REPOSITORY_KEY = 'repository-password';
/** The settings of its agents. */
export const AGENT_SETTINGS = 'node-agent';

/** Whether the content of volumes leaves the cluster. */
export function copiesVolumes(fleet: Fleet, cluster: Cluster): boolean {
  return backupIn(fleet, cluster, 'velero')?.profile.volumes === 'copy';
}

/** Entry of the store of the platform with that password: one for all clusters, because they read the backups of each other. */
export const REPOSITORY_ENTRY = ['backup', 'password'] as const;

/** Velero as the cloud knows it: it writes to the places of its own cluster, and reads those of others. */
export function veleroController(fleet: Fleet, cluster: Cluster): Controller | undefined {
  const backup = backupIn(fleet, cluster, 'velero');
  if (backup === undefined) return undefined;
  const own = backupSets(fleet, cluster).map(({ store }) => store);
  const read = readSets(fleet, cluster).map(({ place }) => place);
  return {
    name: VELERO,
    namespace: BACKUP_NAMESPACE,
    grants: [
      ...own.flatMap(({ bucket, key }) => grants('write-backups', bucket, 'encrypt-backups', key)),
      ...read.flatMap(({ bucket, key }) => grants('read-backups', bucket, 'decrypt-backups', key)),
    ],
  };
}

function grants(
  use: Grant['capability'],
  bucket: string | undefined,
  unlock: Grant['capability'],
  key: string | undefined,
): readonly Grant[] {
  return [
    ...(bucket === undefined ? [] : [{ capability: use, resource: bucket }]),
    ...(key === undefined ? [] : [{ capability: unlock, resource: key }]),
  ];
}
