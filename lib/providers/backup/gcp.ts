import { cronOf, type ProviderBackup } from './backup';

/**
 * Cloud Storage, and Backup for GKE as a plan of Config Connector, of whose kind only an alpha version is published. The
 * plugin wants the service account of Google that it acts as by name, and refuses to start without.
 */
export const gcpBackup: ProviderBackup = {
  plugin: { image: 'velero-plugin-for-gcp', version: 'v1.14.2' },
  snapshotDriver: 'pd.csi.storage.gke.io',
  bucket: { form: /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, example: 'example-backup-us' },
  key: {
    form: /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/,
    example: 'projects/example-prod/locations/us-east4/keyRings/backup/cryptoKeys/velero',
  },
  namesIdentity: true,
  location: ({ bucket, key }, { identities }) => ({
    provider: 'velero.io/gcp',
    bucket,
    config: {
      serviceAccount: identities?.['velero'] ?? '',
      ...(key === undefined ? {} : { kmsKeyName: key }),
    },
  }),
  service: {
    name: 'Backup for GKE',
    takes: ['elsewhere'],
    shortestSeconds: 3600,
    documents: ({ cluster, region, account, namespaces, place, everySeconds, keepDays, volumes }) => ({
      plan: {
        apiVersion: 'gkebackup.cnrm.cloud.google.com/v1alpha1',
        kind: 'GKEBackupBackupPlan',
        metadata: { name: cluster },
        spec: {
          projectRef: { external: account.id ?? '' },
          location: place.region,
          cluster: `projects/${account.id ?? ''}/locations/${region}/clusters/${cluster}`,
          backupSchedule: { cronSchedule: cronOf(everySeconds) },
          retentionPolicy: { backupRetainDays: keepDays },
          backupConfig: {
            selectedNamespaces: { namespaces },
            includeSecrets: true,
            includeVolumeData: volumes,
            ...(place.key === undefined ? {} : { encryptionKey: { gcpKmsEncryptionKey: place.key } }),
          },
        },
      },
    }),
  },
};
