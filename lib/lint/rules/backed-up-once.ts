import { groupOf } from '../../core/manifest';
import { backupIn } from '../../plan/backups/backup-sets';
import { defineRule } from '../define-rule';

const VELERO = 'velero.io';

/** What the service of the provider backs up is not backed up by Velero as well, and Velero's own objects come from the platform. */
export const backedUpOnce = defineRule({
  name: 'backed-up-once',
  reason:
    'Two that take snapshots of one volume undo each other: each deletes what it thinks is old, and nobody knows which copy is the good one.',
  check({ entries, plan }, find) {
    for (const entry of entries) {
      const { object, unit, cluster } = entry;
      if (groupOf(object.apiVersion) !== VELERO || unit?.lane !== 'apps') continue;
      const own = plan.fleet.clusters.find(({ id }) => id === cluster);
      const service = own && backupIn(plan.fleet, own, 'service');
      find(
        entry,
        'apiVersion',
        service === undefined
          ? 'is of Velero, which takes the backups of the whole cluster as its profile says'
          : `is of Velero, and ${service.provider.service.name} backs up the same namespace`,
        'Take it out; what the backups hold is said by the backup profile of the cluster.',
      );
    }
  },
});
