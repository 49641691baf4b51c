import type { Diagnostic } from '../../core/diagnostic';
import * as say from '../backup-messages';
import type { Cluster } from '../fleet';
import type { ClusterBackup } from './cluster-backup';

/** Velero takes all that lies in a place that it may write to for its own, and deletes what is older than it keeps. */
export function checkSharedStores(
  backups: readonly (readonly [Cluster, ClusterBackup])[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const first = new Map<string, Cluster>();
  for (const [cluster, { by, store, resident }] of backups) {
    if (by !== 'velero') continue;
    for (const [path, place] of [
      [['backup', 'bucket'], store],
      [['backup', 'resident', 'bucket'], resident],
    ] as const) {
      if (place?.bucket === undefined) continue;
      const key = `${cluster.provider} ${place.bucket}`;
      const other = first.get(key);
      first.set(key, other ?? cluster);
      if (other === undefined) continue;
      report(
        say.backupStoreShared({
          at: cluster.source.at(path),
          cluster: cluster.id,
          bucket: place.bucket,
          other: other.id,
          otherAt: other.source.at(['backup', 'bucket']),
        }),
      );
    }
  }
}
