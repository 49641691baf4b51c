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
