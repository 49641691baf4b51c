import type { BackupProfile } from './profile';
import { providerProd } from './provider-prod';
import { veleroProd } from './velero-prod';

/** Every backup profile whose times are known, by the name that the registry uses. One line a profile. */
export const BACKUP_PROFILES: Readonly<Partial<Record<string, BackupProfile>>> = {
  'aws-backup-prod': providerProd,
  'azure-backup-aks-prod': providerProd,
  'backup-for-gke-prod': providerProd,
  'velero-prod': veleroProd,
};
