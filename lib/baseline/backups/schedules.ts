import type { Construct } from 'constructs';
import { Schedule } from '../../../imports/velero.io';
import type { BackupProfile } from '../../fleet/backup/profile';
import { backupSets } from '../../plan/backups/backup-sets';
import { BACKUP_NAMESPACE } from '../../plan/names';
import { cronOf } from '../../providers/backup/backup';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** What tells nobody anything after the cluster is gone. */
const LEFT_OUT = ['events', 'events.events.k8s.io'];

/**
 * One schedule for each place. Its name is that of the cluster, because backups are called after it, and those of other
 * clusters are seen beside them.
 */
export function buildSchedules(
  scope: Construct,
  { fleet, cluster }: ComponentContext,
  profile: BackupProfile,
): void {
  const { everySeconds, keepDays, volumes } = profile;
  for (const { name, namespaces } of backupSets(fleet, cluster)) {
    new Schedule(scope, `schedule-${name}`, {
      metadata: { name, namespace: BACKUP_NAMESPACE, labels: baselineLabels(cluster) },
      spec: {
        schedule: cronOf(everySeconds),
        skipImmediately: false,
        useOwnerReferencesInBackup: false,
        template: {
          metadata: { labels: { cluster: cluster.id } },
          storageLocation: name,
          includedNamespaces: [...namespaces],
          excludedNamespaceScopedResources: LEFT_OUT,
          snapshotVolumes: volumes !== 'none',
          snapshotMoveData: volumes === 'copy',
          ttl: `${keepDays * 24}h0m0s`,
        },
      },
    });
  }
}
