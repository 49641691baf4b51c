import type { BackupProfile } from './profile';

/**
 * The provider's own service in production: six backups a day, the most that Azure Backup takes of a cluster. Nobody
 * restores by itself there, so that a person tries it every quarter.
 */
export function providerProd(name: string): BackupProfile {
  return {
    name,
    everySeconds: 4 * 3600,
    takesSeconds: 3600,
    keepDays: 30,
    volumes: 'copy',
    ownKey: false,
    restoreTestDays: 92,
  };
}
