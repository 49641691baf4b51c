import type { Construct } from 'constructs';
import {
  BackupStorageLocation,
  BackupStorageLocationSpecAccessMode as AccessMode,
} from '../../../imports/velero.io';
import type { BackupPlace, ClusterBackup } from '../../fleet/backup/cluster-backup';
import { backupSets, readSets } from '../../plan/backups/backup-sets';
import { BACKUP_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** The places of the cluster's own backups, and those of other clusters that it may restore from and never writes to. */
export function buildLocations(
  scope: Construct,
  context: ComponentContext,
  { provider }: ClusterBackup,
): void {
  const { fleet, cluster } = context;
  const location = (name: string, place: BackupPlace, accessMode: AccessMode, isDefault: boolean): void => {
    const {
      bucket,
      provider: plugin,
      config,
    } = provider.location(
      { bucket: place.bucket ?? '', region: place.region, key: place.key },
      cluster.account,
    );
    new BackupStorageLocation(scope, `location-${name}`, {
      metadata: { name, namespace: BACKUP_NAMESPACE, labels: baselineLabels(cluster) },
      spec: {
        provider: plugin,
        objectStorage: { bucket },
        config: { ...config },
        accessMode,
        default: isDefault,
      },
    });
  };
  for (const [index, { name, store }] of backupSets(fleet, cluster).entries())
    location(name, store, AccessMode.READ_WRITE, index === 0);
  for (const { set, place } of readSets(fleet, cluster))
    location(set.name, place, AccessMode.READ_ONLY, false);
}
