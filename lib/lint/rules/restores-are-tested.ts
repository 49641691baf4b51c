import { daysBetween } from '../../core/days';
import { defineMessage, type Position } from '../../core/diagnostic';
import { backupIn } from '../../plan/backups/backup-sets';
import type { LintRule } from '../lint';

const message = defineMessage<{ at: Position; cluster: string; seen: string; service: string; days: number }>(
  'lint/restore-test-due',
  {
    severity: 'warning',
    reason:
      'A backup that nobody ever restored from is a hope: what it lacks is found out when it is needed.',
    text: ({ at, cluster, seen, service, days }) => ({
      at,
      message: `a restore of ${cluster} ${seen}, and ${service} tries none by itself: it is to be tried every ${days} days`,
      remedy: 'Restore a namespace beside itself, and write date and evidence into "backup.lastRestore".',
    }),
  },
);

/** Where no test runs by itself, a person has restored from the backups, not too long ago. */
export const restoresAreTested: LintRule = {
  message,
  check({ plan: { fleet }, today }, report) {
    if (today === undefined) return;
    for (const cluster of fleet.clusters) {
      const backup = backupIn(fleet, cluster, 'service');
      if (backup === undefined) continue;
      const { lastRestore, profile, provider } = backup;
      const days = profile.restoreTestDays;
      const age = lastRestore && daysBetween(lastRestore.date, today);
      if (age !== undefined && age <= days) continue;
      const { id, source } = cluster;
      const at = source.at(lastRestore === undefined ? ['backup'] : ['backup', 'lastRestore', 'date']);
      const seen =
        lastRestore === undefined
          ? 'was never tried'
          : `was last tried ${age} days ago (${lastRestore.evidence})`;
      report(message({ at, cluster: id, seen, service: provider.service.name, days }));
    }
  },
};
