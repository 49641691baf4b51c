import type { Cluster, Fleet } from '../../fleet/fleet';
import type { ServiceBackup } from '../../providers/backup/backup';
import { backupIn, backupSets } from './backup-sets';

/** What the provider's own service is to do for a cluster; undefined where it does nothing. */
export function serviceBackup(fleet: Fleet, cluster: Cluster): ServiceBackup | undefined {
  const backup = backupIn(fleet, cluster, 'service');
  if (backup?.store === undefined) return undefined;
  const { store, profile } = backup;
  return {
    cluster: cluster.id,
    region: cluster.region,
    account: cluster.account,
    namespaces: backupSets(fleet, cluster).flatMap(({ namespaces }) => namespaces),
    place: store,
    replica: store.replica,
    everySeconds: profile.everySeconds,
    keepDays: profile.keepDays,
    volumes: profile.volumes !== 'none',
  };
}
