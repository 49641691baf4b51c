import type { BackupProfile } from './profile';

/** Velero in production: four backups a day. */
export const veleroProd: BackupProfile = { everySeconds: 6 * 3600, takesSeconds: 3600 };
