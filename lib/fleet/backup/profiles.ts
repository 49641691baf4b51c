import type { Inputs } from '../../config/inputs';
import type { BackupProfileInput } from '../../config/backup-schema';
import type { BackupProfile } from './profile';
import { providerProd } from './provider-prod';
import { veleroProd } from './velero-prod';

/** Backup profiles that are there without a file; a file of the same name takes the place of one. One line a profile. */
const BUILT_IN: readonly BackupProfile[] = [
  providerProd('aws-backup-prod'),
  providerProd('azure-backup-aks-prod'),
  providerProd('backup-for-gke'),
  veleroProd,
];

/** The profiles that clusters may name: those that are built in, and the files of the fleet's own. */
export function backupProfiles({
  backupProfiles: files,
}: Pick<Inputs, 'backupProfiles'>): ReadonlyMap<string, BackupProfile> {
  const own = files.map(({ value }) => fromFile(value));
  return new Map([...BUILT_IN, ...own].map((profile) => [profile.name, profile]));
}

const DAY = 86_400;

function fromFile({ every, takes, keep, restoreTestEvery, ...rest }: BackupProfileInput): BackupProfile {
  return {
    ...rest,
    everySeconds: every,
    takesSeconds: takes,
    keepDays: keep / DAY,
    restoreTestDays: restoreTestEvery / DAY,
  };
}
