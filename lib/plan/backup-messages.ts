import { defineMessage, type Position } from '../core/diagnostic';

/** An RPO that the backups of a cluster cannot keep. */
export const rpoBelowBackup = defineMessage<{
  at: Position;
  other: Position;
  app: string;
  cluster: string;
  rpo: string;
  arithmetic: string;
}>('plan/rpo-below-backup', {
  reason: 'What was written after the last finished backup is gone with the cluster.',
  text: ({ at, other, app, cluster, rpo, arithmetic }) => ({
    at,
    message: `${app} promises an RPO of ${rpo}, and the newest backup of ${cluster} may be ${arithmetic} old`,
    remedy: 'Promise that, choose a backup profile with a shorter interval, or a data mode with a live copy.',
    related: [{ label: 'the backups', at: other }],
  }),
});
