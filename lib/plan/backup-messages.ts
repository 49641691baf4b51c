import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

/** An RPO that the backups of a cluster cannot keep. */
export const rpoBelowBackup = defineMessage<{
  at: Position;
  other: Position;
  app: string;
  /** What is backed up: a cluster, or the database of the app. */
  of: string;
  rpo: string;
  arithmetic: string;
}>('plan/rpo-below-backup', {
  reason: 'What was written after the last finished backup is gone with the cluster.',
  text: ({ at, other, app, of, rpo, arithmetic }) => ({
    at,
    message: `${app} promises an RPO of ${rpo}, and the newest backup of ${of} may be ${arithmetic} old`,
    remedy: 'Promise that, choose a backup profile with a shorter interval, or a data mode with a live copy.',
    related: [{ label: 'the backups', at: other }],
  }),
});

/** Backups of an app that lie where its data may not be. */
export const backupOutsideResidency = defineMessage<{
  at: Position;
  other: Position;
  app: string;
  cluster: string;
  region: string;
  geography: string;
  allowed: readonly string[];
}>('plan/backup-outside-residency', {
  reason:
    'A backup is a copy of the data, and the law that keeps the data in one place keeps its copies there too.',
  text: ({ at, other, app, cluster, region, geography, allowed }) => ({
    at,
    message: `backups of ${app} in ${cluster} would lie in ${region} (${geography}), and its data may not leave ${listed(allowed, 'or')}`,
    remedy:
      'Give the cluster "backup.resident" with a region inside, for the namespaces of apps with a residency alone.',
    related: [{ label: 'the residency', at: other }],
  }),
});

/** Backups that are gone together with what they are backups of. */
export const backupLostWithRegion = defineMessage<{ at: Position; cluster: string; region: string }>(
  'plan/backup-lost-with-region',
  {
    reason: 'The fleet is meant to survive the loss of a region, and a restore begins after it.',
    text: ({ at, cluster, region }) => ({
      at,
      message: `the backups of ${cluster} lie in ${region} alone, and are lost with it`,
      remedy: 'Put them into another region, or let the store copy them to one: "replica".',
    }),
  },
);

/** An interval of backups of data that is never restored from them. */
export const backupIntervalUnused = defineMessage<{
  at: Position;
  other: Position;
  app: string;
  mode: string;
}>('plan/backup-interval-unused', {
  reason: 'It would be believed that the RPO depends on it.',
  text: ({ at, other, app, mode }) => ({
    at,
    message: `${app} says how often its data is backed up, and with the data mode "${mode}" nothing is restored after a loss`,
    remedy: 'Take "backupInterval" out, or choose a mode that is restored, such as "backup-restore".',
    related: [{ label: 'the mode', at: other }],
  }),
});
