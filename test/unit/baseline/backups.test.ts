import type { Manifest } from '../../../lib/core/manifest';
import { lint } from '../../../lib/lint/lint';
import { lintIndex } from '../../../lib/lint/lint-index';
import { backedUpOnce } from '../../../lib/lint/rules/backed-up-once';
import { clustersAreBackedUp } from '../../../lib/lint/rules/clusters-are-backed-up';
import { restoresAreTested } from '../../../lib/lint/rules/restores-are-tested';
import { compileMini, findingsOf, withObject, type CompiledFleet, type Files } from '../../support/compiled';
import { BACKED_UP } from '../../support/backed-up';
import { miniAksCluster, miniApp, miniCluster, MINI_FILES, miniGkeCluster } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1';

/** `stock` may leave the EU nowhere; in `eu` its backups have a place of their own, which is copied. */
const RESIDENT: Files = {
  ...BACKED_UP,
  'clusters/eu.yaml': `${MINI_FILES['clusters/eu.yaml'] ?? ''}backup:
  bucket: backup-eu
  region: eu-west-1
  key: ${KEY}
  replica: {bucket: backup-eu-copy, region: eu-central-1, key: "${KEY}", lag: 15m}
  resident: {bucket: backup-eu-resident, region: eu-central-1, key: "${KEY}"}
`,
  'clusters/fr.yaml': `${miniCluster('fr', 'eu-west-3', 3)}backup: {bucket: backup-fr, region: eu-central-1, key: "${KEY}"}
`,
  'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [aws:eu-west-1, aws:us-east-1]'),
  'apps/stock/app.yaml': miniApp(
    'stock',
    'goods',
    'regions: [aws:eu-west-1]\ndata: {mode: none, residency: [eu]}',
  ),
};

function objectsIn({ compiled }: CompiledFleet, cluster: string, kind: string): readonly Manifest[] {
  return compiled.units
    .filter((unit) => unit.cluster === cluster && unit.name === 'backups')
    .flatMap(({ objects }) => objects)
    .filter((object) => object.kind === kind);
}

function names(fleet: CompiledFleet, cluster: string, mode: 'ReadOnly' | 'ReadWrite'): string[] {
  return objectsIn(fleet, cluster, 'BackupStorageLocation')
    .filter(({ spec }) => (spec as { accessMode: string }).accessMode === mode)
    .map(({ metadata }) => metadata.name);
}

describe('what is backed up', () => {
  const fleet = compileMini(RESIDENT);

  test('are the namespaces of the apps that are placed there, those with a residency by themselves', () => {
    const schedules = objectsIn(fleet, 'eu', 'Schedule').map(({ metadata, spec }) => {
      const { template } = spec as { template: { includedNamespaces: string[]; storageLocation: string } };
      return [metadata.name, template.storageLocation, template.includedNamespaces];
    });
    expect(schedules).toEqual([
      ['eu', 'eu', ['web']],
      ['eu-resident', 'eu-resident', ['stock']],
    ]);
  });

  test('is what a namespace holds that outlives its app, too', () => {
    const tombstones = `namespaces:
  - {name: old, owner: attic, criticality: tier-3, cell: default, state: kept, quota: {us: {pods: "4", limits.memory: 1Gi, requests.cpu: "1", requests.memory: 1Gi}}}
`;
    const [schedule] = objectsIn(
      compileMini({ ...BACKED_UP, 'tombstones.yaml': tombstones }),
      'us',
      'Schedule',
    );
    expect(schedule?.['spec']).toMatchObject({ template: { includedNamespaces: ['old', 'stock', 'web'] } });
  });

  test('goes to the own place alone, and comes from others where the residency lets it', () => {
    expect(names(fleet, 'eu', 'ReadWrite')).toEqual(['eu', 'eu-resident']);
    expect(names(fleet, 'us', 'ReadWrite')).toEqual(['us']);
    expect(names(fleet, 'us', 'ReadOnly')).toEqual(['eu']);
  });

  test('is read from the copy where the place itself is lost with its region', () => {
    const [location] = objectsIn(fleet, 'us', 'BackupStorageLocation').filter(
      ({ metadata }) => metadata.name === 'eu',
    );
    expect(location?.['spec']).toMatchObject({
      accessMode: 'ReadOnly',
      objectStorage: { bucket: 'backup-eu-copy' },
      config: { region: 'eu-central-1' },
    });
  });

  test('is kept as long as the profile says, with what is in volumes', () => {
    const [schedule] = objectsIn(fleet, 'us', 'Schedule');
    expect(schedule?.['spec']).toMatchObject({
      schedule: '0 */6 * * *',
      template: { ttl: '720h0m0s', snapshotMoveData: true, snapshotVolumes: true },
    });
  });

  test('is accepted by an API server', () => {
    const written = compileMini(RESIDENT);
    const objects = ['us', 'eu'].flatMap((cluster) =>
      ['BackupStorageLocation', 'Schedule', 'CronJob', 'VolumeSnapshotClass', 'PodMonitor'].flatMap((kind) =>
        objectsIn(written, cluster, kind),
      ),
    );
    expect(objects).toHaveLength(14);
    expect(objects.flatMap(validateObject)).toEqual([]);
  });
});

describe('the permissions of Velero', () => {
  const fleet = compileMini(RESIDENT);

  test('are to write to the own buckets, and to read those of others', () => {
    const file = fleet.compiled.files.find(({ path }) => path === 'permissions/us/baseline/velero.json');
    const text = JSON.stringify(file?.content);
    const statement = (sid: string): string => new RegExp(`\\{"Sid":"${sid}".*?\\}`).exec(text)?.[0] ?? '';
    expect(statement('writebackups')).toMatch(/s3:PutObject.*arn:aws:s3:::backup-us\/\*/);
    expect(statement('readbackups')).toContain('"Action":["s3:GetObject","s3:ListBucket"]');
    expect(statement('readbackups')).toContain('arn:aws:s3:::backup-eu-copy/*');
    expect(statement('writebackups')).not.toContain('backup-eu');
    expect(text).not.toContain('resident');
  });
});

describe('Velero', () => {
  test('is installed out of the mirror, with an agent on each node where volumes are copied', () => {
    const chart = (files: Files): unknown => {
      const unit = compileMini(files).compiled.units.find(
        ({ cluster, name }) => cluster === 'us' && name === 'velero',
      );
      return unit?.objects[0]?.['spec'];
    };
    const values = {
      deployNodeAgent: true,
      image: { tag: 'v1.18.3' },
      configuration: { features: 'EnableCSI' },
    };
    expect(chart(BACKED_UP)).toMatchObject({
      source: {
        repoURL: 'registry.example.com/backup/charts',
        chart: 'velero',
        helm: { valuesObject: values },
      },
    });
    const objectsAlone =
      'name: velero-prod\nevery: 24h\ntakes: 1h\nkeep: 7d\nvolumes: none\nrestoreTestEvery: 28d\n';
    expect(chart({ ...BACKED_UP, 'profiles/backup/velero-prod.yaml': objectsAlone })).toMatchObject({
      source: { helm: { valuesObject: { deployNodeAgent: false, configuration: {} } } },
    });
  });
});

describe('the content of volumes', () => {
  const ALONE = 'name: velero-prod\nevery: 24h\ntakes: 1h\nkeep: 7d\nvolumes: none\nrestoreTestEvery: 28d\n';
  const chartOf = ({ compiled }: CompiledFleet): string =>
    JSON.stringify(
      compiled.units.find(({ cluster, name }) => cluster === 'us' && name === 'velero')?.objects[0],
    );

  test('is encrypted with a password of the store, without which Velero does not start', () => {
    const fleet = compileMini(BACKED_UP);
    const [secret] = objectsIn(fleet, 'us', 'ExternalSecret');
    expect(secret?.metadata).toMatchObject({ name: 'velero-repo-credentials', namespace: 'velero' });
    expect(secret?.['spec']).toMatchObject({
      data: [{ secretKey: 'repository-password', remoteRef: { property: 'password' } }],
      target: { name: 'velero-repo-credentials' },
    });
    expect(chartOf(fleet)).toContain('"secret":{"secretName":"velero-repo-credentials"}');
    const permissions = compileMini(BACKED_UP).compiled.files.filter(({ path }) =>
      path.includes('external-secrets'),
    );
    expect(JSON.stringify(permissions)).toContain('mini-backup-password');
  });

  test('comes back before a pod waits for it, by the settings that the agents are given', () => {
    const fleet = compileMini(BACKED_UP);
    const [settings] = objectsIn(fleet, 'us', 'ConfigMap').filter(
      ({ metadata }) => metadata.namespace === 'velero',
    );
    expect(chartOf(fleet)).toContain(`--node-agent-configmap=${settings?.metadata.name ?? 'none'}`);
    expect(settings?.['data']).toEqual({ 'settings.json': '{"restorePVC":{"ignoreDelayBinding":true}}' });
  });

  test('needs neither where only objects are backed up', () => {
    const fleet = compileMini({ ...BACKED_UP, 'profiles/backup/velero-prod.yaml': ALONE });
    expect(objectsIn(fleet, 'us', 'ExternalSecret')).toEqual([]);
    expect(chartOf(fleet)).not.toContain('velero-repo-credentials');
  });
});

describe('the restore test', () => {
  const fleet = compileMini(BACKED_UP);

  test('restores the data of every namespace beside it, and may delete those namespaces alone', () => {
    const [job] = objectsIn(fleet, 'us', 'CronJob');
    const text = JSON.stringify(job);
    expect(text).toContain('--namespace-mappings=stock:restore-test-stock,web:restore-test-web');
    expect(text).toContain('--include-resources=configmaps,persistentvolumeclaims,persistentvolumes');
    expect(objectsIn(fleet, 'us', 'ClusterRole')[0]?.['rules']).toEqual([
      {
        apiGroups: [''],
        resources: ['namespaces'],
        resourceNames: ['restore-test-stock', 'restore-test-web'],
        verbs: ['delete', 'get', 'list', 'watch'],
      },
    ]);
  });
});

/** Clusters whose provider backs them up itself. */
const SERVICES: Files = {
  'clusters/us.yaml': miniAksCluster('us', 'eastus', 1)
    .replace('velero-prod', 'azure-backup-aks-prod')
    .concat(
      'backup: {bucket: minibackup/velero, region: eastus, replica: {region: westus, lag: 24h}, lastRestore: {date: 2026-10-01, evidence: drill 3}}\n',
    ),
  'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2)
    .replace('velero-prod', 'backup-for-gke')
    .concat('backup: {region: europe-west4}\n'),
  'clusters/aws.yaml': miniCluster('aws', 'eu-west-1', 3)
    .replace('velero-prod', 'aws-backup-prod')
    .concat('backup: {region: eu-west-1, replica: {region: eu-central-1, lag: 1h}}\n'),
  'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [azure:eastus]'),
  'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [gcp:europe-west1, aws:eu-west-1]'),
};

describe('the service of a provider', () => {
  const fleet = compileMini(SERVICES);
  const file = (path: string): string =>
    JSON.stringify(fleet.compiled.files.find((candidate) => candidate.path === path)?.content);

  test('takes the place of Velero, of which nothing is installed', () => {
    const objects = fleet.compiled.units.flatMap((unit) => unit.objects);
    expect(objects.filter(({ apiVersion }) => apiVersion.startsWith('velero.io'))).toEqual([]);
    expect(fleet.compiled.units.map(({ name }) => name)).not.toContain('velero');
  });

  test('is written down for whoever owns the account', () => {
    expect(file('backup/us/vault.json')).toMatch(/PT4H.*"includedNamespaces":\["web"\]/);
    expect(file('backup/eu/plan.json')).toContain('"location":"europe-west4"');
    expect(file('backup/aws/plan.json')).toContain('arn:aws:eks:eu-west-1:111122223333:cluster/aws');
    expect(file('backup/aws/copy.json')).toContain('AWS::Backup::BackupVault');
  });

  test('is tried by a person, not too long ago', () => {
    const on = (today: string): string[] => {
      const found: string[] = [];
      lint([restoresAreTested], lintIndex({ ...fleet, today }), ({ message }) => void found.push(message));
      return found.filter((message) => message.includes('restore of us'));
    };
    expect(on('2027-01-01')).toEqual([]);
    expect(on('2027-01-02')).toEqual([
      'a restore of us was last tried 93 days ago (drill 3), and Azure Backup tries none by itself: it is to be tried every 92 days',
    ]);
  });

  test('is not joined by Velero', () => {
    const schedule = {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name: 'own', namespace: 'web' },
    };
    expect(findingsOf(backedUpOnce, fleet)).toEqual([]);
    expect(findingsOf(backedUpOnce, withObject(fleet, 'us', 'web', schedule))).toMatchObject([
      {
        message:
          'Schedule.velero.io web/own (us, unit apps/web): apiVersion is of Velero, and Azure Backup backs up the same namespace',
      },
    ]);
  });
});

describe('a cluster', () => {
  test('that nothing backs up is named', () => {
    expect(findingsOf(clustersAreBackedUp, compileMini()).map(({ message }) => message)).toEqual([
      'nothing in eu is backed up: it has the profile "velero-prod", and no "backup"',
      'nothing in us is backed up: it has the profile "velero-prod", and no "backup"',
    ]);
    expect(findingsOf(clustersAreBackedUp, compileMini(BACKED_UP))).toEqual([]);
  });
});
