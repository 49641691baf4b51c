import type { BackupInput } from '../../config/backup-schema';
import type { ProviderBackup } from '../../providers/backup/backup';
import type { BackupProfile } from './profile';

/** Where backups lie. */
export interface BackupPlace {
  readonly region: string;
  readonly geography: string;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}

/** A place for backups, and where it is copied to. */
export interface BackupStore extends BackupPlace {
  readonly replica?: (BackupPlace & { readonly lagSeconds: number }) | undefined;
}

/** How a cluster is backed up. */
export interface ClusterBackup {
  readonly profile: BackupProfile;
  /** Who takes the backups: Velero in the cluster, or the service of the provider. */
  readonly by: 'velero' | 'service';
  readonly provider: ProviderBackup;
  /** Absent where the registry does not say where backups lie: then there are none. */
  readonly store?: BackupStore | undefined;
  /** Where those of namespaces lie whose apps have a residency, where that is a place of its own. */
  readonly resident?: BackupStore | undefined;
  readonly lastRestore?: BackupInput['lastRestore'];
}
