import type { BackupProfile } from './profile';

/** The provider's own service in production: six backups a day, the most that Azure Backup takes of a cluster. */
export const providerProd: BackupProfile = { everySeconds: 4 * 3600, takesSeconds: 3600 };
