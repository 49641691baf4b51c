import type { BackupProfile } from './profile';

/** Velero in production: four backups a day for a month, with all that is in volumes, and a restore every week. */
export const veleroProd: BackupProfile = {
  name: 'velero-prod',
  everySeconds: 6 * 3600,
  takesSeconds: 3600,
  keepDays: 30,
  volumes: 'copy',
  ownKey: true,
  restoreTestDays: 7,
};
