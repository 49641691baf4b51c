/** A backup profile in which every field is set. */
export const BACKUP_PROFILE = {
  name: 'velero-prod',
  every: '4h',
  takes: '30m',
  keep: '14d',
  volumes: 'copy',
  // True would ask for the key that one place has none of.
  ownKey: false,
  restoreTestEvery: '2d',
};

/** An app that is restored from backups which its database makes itself. */
export const DIARY = {
  application: {
    name: 'diary',
    owner: 'goods',
    criticality: 'tier-3',
    regions: ['aws:us-east-1'],
    data: { mode: 'regional', rpo: '10m', backupInterval: '5m' },
  },
};

/** Where the backups of each cluster lie, and are copied to: all in its geography. */
const REGIONS: Readonly<Record<string, readonly [string, string]>> = {
  us: ['us-east-1', 'us-west-2'],
  eu: ['eu-west-1', 'eu-central-1'],
  ap: ['ap-northeast-1', 'ap-southeast-1'],
};

function place(bucket: string, region: string): { bucket: string; region: string; key: string } {
  return { bucket, region, key: `arn:aws:kms:${region}:111122223333:key/${bucket}` };
}

/** Where the backups of a cluster lie, with every field set. */
export function backupsOf(id: string, own: string): Readonly<Record<string, unknown>> {
  const [region, other] = REGIONS[id] ?? [own, own];
  return {
    ...place(`backup-${id}`, region),
    replica: { ...place(`backup-${id}-copy`, other), lag: '15m' },
    resident: {
      ...place(`resident-${id}`, region),
      replica: {
        ...place(`resident-${id}-copy`, other),
        ...(id === 'ap' ? { key: undefined } : {}),
        lag: '20m',
      },
    },
  };
}
