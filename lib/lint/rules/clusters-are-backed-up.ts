import { defineMessage, type Position } from '../../core/diagnostic';
import type { LintRule } from '../lint';

const message = defineMessage<{ at: Position; cluster: string; profile: string }>('lint/not-backed-up', {
  severity: 'warning',
  strict: true,
  reason: 'A profile says how backups are taken, and not where they go to: without that there are none.',
  text: ({ at, cluster, profile }) => ({
    at,
    message: `nothing in ${cluster} is backed up: it has the profile "${profile}", and no "backup"`,
    remedy: 'Add "backup" with the region that its backups lie in, and the bucket where there is one.',
  }),
});

/** Every cluster says where its backups go to. */
export const clustersAreBackedUp: LintRule = {
  message,
  check({ plan: { fleet } }, report) {
    for (const { id, source } of fleet.clusters) {
      const { backup, backupProfile } = source.value;
      if (backup === undefined)
        report(message({ at: source.at(['backupProfile']), cluster: id, profile: backupProfile }));
    }
  },
};
