import type { Construct } from 'constructs';
import { PodMonitor } from '../../../imports/monitoring.coreos.com';
import {
  VolumeSnapshotClass,
  VolumeSnapshotClassDeletionPolicy,
} from '../../../imports/snapshot.storage.k8s.io';
import type { ClusterBackup } from '../../fleet/backup/cluster-backup';
import { backupIn } from '../../plan/backups/backup-sets';
import { VELERO } from '../../plan/backups/velero';
import { BACKUP_NAMESPACE, MONITORING_NAMESPACE } from '../../plan/names';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { buildLocations } from './locations';
import { buildRestoreTest } from './restore-test';
import { buildSchedules } from './schedules';
import { buildVolumeSettings } from './volumes';

/** Where backups go and come from, when they are taken, and the test that they can be restored from. */
export const backups: Component = {
  name: 'backups',
  namespace: BACKUP_NAMESPACE,
  isIn: ({ fleet, cluster }) => backupIn(fleet, cluster, 'velero') !== undefined,
  build(scope, context) {
    const backup = backupIn(context.fleet, context.cluster, 'velero');
    if (backup === undefined) return;
    buildLocations(scope, context, backup);
    buildSchedules(scope, context, backup.profile);
    buildRestoreTest(scope, context, backup.profile);
    buildMonitor(scope, context);
    buildVolumeSettings(scope, context);
    if (backup.profile.volumes !== 'none') buildSnapshotClass(scope, context, backup);
  },
};

/** How snapshots are taken; by the label Velero finds it. One that is copied need not outlive its namespace. */
function buildSnapshotClass(
  scope: Construct,
  { cluster }: ComponentContext,
  { provider, profile }: ClusterBackup,
): void {
  new VolumeSnapshotClass(scope, 'snapshots', {
    metadata: {
      name: VELERO,
      labels: { ...baselineLabels(cluster), 'velero.io/csi-volumesnapshot-class': 'true' },
    },
    driver: provider.snapshotDriver,
    deletionPolicy:
      profile.volumes === 'copy'
        ? VolumeSnapshotClassDeletionPolicy.DELETE
        : VolumeSnapshotClassDeletionPolicy.RETAIN,
  });
}

function buildMonitor(scope: Construct, { cluster }: ComponentContext): void {
  new PodMonitor(scope, 'monitor', {
    metadata: { name: VELERO, namespace: MONITORING_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      namespaceSelector: { matchNames: [BACKUP_NAMESPACE] },
      selector: { matchLabels: { 'app.kubernetes.io/name': VELERO } },
      podMetricsEndpoints: [{ port: 'http-monitoring' }],
    },
  });
}
