import type { BackupStoreInput } from '../../config/backup-schema';
import type { Inputs } from '../../config/inputs';
import type { Diagnostic, Position } from '../../core/diagnostic';
import { nearest } from '../../core/text';
import { PROVIDERS } from '../../providers';
import type { Provider } from '../../providers/provider';
import type { Cluster } from '../fleet';
import { unknownReference } from '../messages';
import { checkSharedStores } from './check-shared-stores';
import { checkStores } from './check-stores';
import type { BackupPlace, BackupStore, ClusterBackup } from './cluster-backup';
import { backupProfiles } from './profiles';

type Report = (diagnostic: Diagnostic) => void;

/** How profiles are called by which Velero takes the backups; any other is of the provider's own service. */
const VELERO = 'velero-';

/** How each cluster is backed up, undefined of one whose profile is not there; reports that, and places that cannot be. */
export function resolveBackups(
  inputs: Inputs,
  clusters: readonly Cluster[],
  report: Report,
): (cluster: Pick<Cluster, 'id'>) => ClusterBackup | undefined {
  const profiles = backupProfiles(inputs);
  const resolved = new Map<string, ClusterBackup>();
  for (const cluster of clusters) {
    const { source, provider: providerName } = cluster;
    const name = source.value.backupProfile;
    const profile = profiles.get(name);
    const provider = PROVIDERS[providerName as keyof typeof PROVIDERS];
    if (profile === undefined) {
      reportUnknown(cluster, name, [...profiles.keys()], report);
      continue;
    }
    const by = name.startsWith(VELERO) ? 'velero' : 'service';
    const backup = {
      profile,
      by,
      provider: provider.backup,
      ...storesOf(cluster, provider, report),
    } as const;
    checkStores(cluster, backup, report);
    resolved.set(cluster.id, backup);
  }
  checkSharedStores(
    clusters.flatMap((cluster) => {
      const backup = resolved.get(cluster.id);
      return backup === undefined ? [] : [[cluster, backup] as const];
    }),
    report,
  );
  return ({ id }) => resolved.get(id);
}

/** One that does not go with the service was reported before. */
function reportUnknown(
  { source, provider, service }: Cluster,
  name: string,
  known: readonly string[],
  report: Report,
): void {
  const allowed = PROVIDERS[provider as keyof typeof PROVIDERS].services[service]?.backupProfiles ?? [];
  if (!allowed.some((beginning) => name.startsWith(beginning))) return;
  const suggestion = nearest(name, known);
  report(
    unknownReference({ at: source.at(['backupProfile']), what: 'backup profile', name, suggestion, known }),
  );
}

function storesOf(
  { source }: Cluster,
  provider: Provider,
  report: Report,
): Pick<ClusterBackup, 'store' | 'resident' | 'lastRestore'> {
  const { backup } = source.value;
  if (backup === undefined) return {};
  const at = (region: string, path: readonly string[]): BackupPlace | undefined =>
    regionAt(region, () => source.at([...path, 'region']), provider, report);
  const store = (input: BackupStoreInput, path: readonly string[]): BackupStore | undefined => {
    const place = at(input.region, path);
    const replica = input.replica && replicaOf(input.replica, at(input.replica.region, [...path, 'replica']));
    return place && { ...place, bucket: input.bucket, key: input.key, replica };
  };
  return {
    store: store(backup, ['backup']),
    resident: backup.resident && store(backup.resident, ['backup', 'resident']),
    lastRestore: backup.lastRestore,
  };
}

function replicaOf(
  { bucket, key, lag }: NonNullable<BackupStoreInput['replica']>,
  place: BackupPlace | undefined,
): BackupStore['replica'] {
  return place && { ...place, bucket, key, lagSeconds: lag };
}

function regionAt(
  region: string,
  at: () => Position,
  { name, regions }: Provider,
  report: Report,
): BackupPlace | undefined {
  const facts = regions[region];
  if (facts !== undefined) return { region, geography: facts.geography };
  const known = Object.keys(regions);
  const suggestion = nearest(region, known);
  report(unknownReference({ at: at(), what: `${name} region`, name: region, suggestion, known }));
  return undefined;
}
