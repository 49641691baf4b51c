import { defineMessage, type Position } from '../core/diagnostic';

/** Something that is said of where backups lie, or not said, does not go with who takes them. */
export const backupStoreUnfit = defineMessage<{
  at: Position;
  other: Position;
  cluster: string;
  field: string;
  problem: string;
  remedy: string;
}>('fleet/backup-store-unfit', {
  reason:
    'What nobody uses is believed all the same, and what is missing is noticed when a backup is needed.',
  text: ({ at, other, cluster, field, problem, remedy }) => ({
    at,
    message: `${field} of ${cluster} ${problem}`,
    remedy,
    related: [{ label: 'the backup profile', at: other }],
  }),
});

/** Two clusters that both write their backups to one bucket. */
export const backupStoreShared = defineMessage<{
  at: Position;
  cluster: string;
  bucket: string;
  other: string;
  otherAt: Position;
}>('fleet/backup-store-shared', {
  reason:
    'Velero takes all backups in its own place for those of its cluster, and deletes what is old enough.',
  text: ({ at, cluster, bucket, other, otherAt }) => ({
    at,
    message: `${cluster} writes its backups to "${bucket}", as ${other} does`,
    remedy: 'Give each cluster a bucket of its own; those of others are read anyway.',
    related: [{ label: `the place of ${other}`, at: otherAt }],
  }),
});

/** A service of a provider that does not take backups as often as that. */
export const backupTooOften = defineMessage<{
  at: Position;
  cluster: string;
  every: string;
  service: string;
  shortest: string;
}>('fleet/backup-too-often', {
  reason: 'A schedule that the service refuses takes no backup at all.',
  text: ({ at, cluster, every, service, shortest }) => ({
    at,
    message: `${cluster} is to be backed up every ${every}, and ${service} does it every ${shortest} at most`,
    remedy: `Choose a profile with "every: ${shortest}" or more, or one of Velero.`,
  }),
});
