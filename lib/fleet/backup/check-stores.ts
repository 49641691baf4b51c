import type { Diagnostic, Position } from '../../core/diagnostic';
import { formatDuration } from '../../core/units';
import type { Form, StorePart } from '../../providers/backup/backup';
import * as say from '../backup-messages';
import type { Cluster } from '../fleet';
import type { BackupStore, ClusterBackup } from './cluster-backup';

type Report = (diagnostic: Diagnostic) => void;
/** Tells what is wrong with a field below `backup`. */
type Unfit = (path: readonly string[], problem: string, remedy: string) => void;

/** Holds what a cluster says of its backups to what those who take them use and need. */
export function checkStores(cluster: Cluster, backup: ClusterBackup, report: Report): void {
  const { source, id } = cluster;
  const profileAt = (): Position => source.at(['backupProfile']);
  const unfit: Unfit = (path, problem, remedy) => {
    const field = ['backup', ...path];
    const at = source.at(field);
    report(
      say.backupStoreUnfit({
        at,
        other: profileAt(),
        cluster: id,
        field: `"${field.join('.')}"`,
        problem,
        remedy,
      }),
    );
  };
  const { by, profile, provider, store, resident, lastRestore } = backup;
  const { name, shortestSeconds } = provider.service;
  if (by === 'service' && profile.everySeconds < shortestSeconds)
    report(
      say.backupTooOften({
        at: profileAt(),
        cluster: id,
        every: formatDuration(profile.everySeconds),
        service: name,
        shortest: formatDuration(shortestSeconds),
      }),
    );
  if (by === 'velero' && lastRestore !== undefined)
    unfit(['lastRestore'], 'is not asked for: Velero tries a restore by itself', 'Take it out.');
  if (store !== undefined) {
    checkAccount(cluster, backup, unfit);
    checkStore(cluster, backup, store, (path, ...text) => unfit(path, ...text));
  }
  if (resident !== undefined)
    checkStore(cluster, backup, resident, (path, ...text) => unfit(['resident', ...path], ...text));
}

function checkAccount({ account }: Cluster, { by, provider }: ClusterBackup, unfit: Unfit): void {
  if (by === 'service' && account.id === undefined)
    unfit([], `needs to know the account, for ${provider.service.name}`, 'Add "account.id" to the cluster.');
  if (by === 'velero' && provider.namesIdentity === true && account.identities?.['velero'] === undefined)
    unfit(
      [],
      'needs the identity of Velero by its name, which the plugin refuses to start without',
      'Add "velero" to "account.identities" of the cluster, with the address of its service account.',
    );
}

function checkStore(cluster: Cluster, backup: ClusterBackup, store: BackupStore, unfit: Unfit): void {
  const uses = (part: StorePart): boolean =>
    backup.by === 'velero' || backup.provider.service.takes.includes(part);
  const by = backup.by === 'velero' ? 'Velero' : backup.provider.service.name;
  const unused = (part: StorePart, path: readonly string[], is: boolean): void => {
    if (is && !uses(part))
      unfit(path, `is nothing that ${by} uses`, 'Take it out, or choose a profile of Velero.');
  };
  if (store.region !== cluster.region && !uses('elsewhere'))
    unfit(
      ['region'],
      `is "${store.region}", and ${by} keeps them in the region of the cluster`,
      `Write "${cluster.region}"; a copy elsewhere is a "replica".`,
    );
  unused('replica', ['replica'], store.replica !== undefined);
  unused('resident', [], store === backup.resident);
  checkBucket(['bucket'], store.bucket, backup, uses('bucket'), unfit);
  checkKey(['key'], store.key, backup, unfit);
  if (store.replica === undefined) return;
  checkBucket(['replica', 'bucket'], store.replica.bucket, backup, backup.by === 'velero', unfit);
  if (backup.by === 'velero') checkKey(['replica', 'key'], store.replica.key, backup, unfit);
  else if (store.replica.key !== undefined)
    unfit(['replica', 'key'], `is nothing that ${by} uses`, 'Take it out, or choose a profile of Velero.');
  if (store.replica.region === store.region)
    unfit(
      ['replica', 'region'],
      'is where they lie already',
      'Name another region, or take the replica out.',
    );
}

function checkBucket(
  path: readonly string[],
  bucket: string | undefined,
  { provider, by }: ClusterBackup,
  isUsed: boolean,
  unfit: Unfit,
): void {
  if (isUsed) checkForm(path, bucket, provider.bucket, unfit);
  else if (bucket !== undefined)
    unfit(
      path,
      `is nothing that ${by === 'velero' ? 'Velero' : provider.service.name} uses`,
      'Take it out, or choose a profile of Velero.',
    );
}

function checkKey(
  path: readonly string[],
  key: string | undefined,
  { provider, profile }: ClusterBackup,
  unfit: Unfit,
): void {
  if (provider.key !== undefined) {
    if (key !== undefined || profile.ownKey) checkForm(path, key, provider.key, unfit);
  } else if (key !== undefined)
    unfit(
      path,
      'is nothing that is named here: the store has it',
      'Take it out, and give the key to the store.',
    );
}

function checkForm(path: readonly string[], text: string | undefined, wanted: Form, unfit: Unfit): void {
  if (text !== undefined && wanted.form.test(text)) return;
  unfit(
    path,
    text === undefined ? 'is missing' : `is "${text}", which is none there`,
    `Write one such as ${wanted.example}.`,
  );
}
