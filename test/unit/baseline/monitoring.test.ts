import { COMPONENTS } from '../../../lib/baseline/registry';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import type { Manifest } from '../../../lib/core/manifest';
import {
  MINI_FILES,
  miniAksCluster,
  miniCluster,
  miniFleet,
  miniGkeCluster,
  type MiniFleet,
} from '../../support/mini-fleet';

const three = miniFleet({ files: { 'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3) } });

function built(name: string, { fleet, plan, cluster }: MiniFleet = three, id = 'us'): readonly Manifest[] {
  const component = COMPONENTS.find((candidate) => candidate.name === name);
  if (component === undefined) throw new Error(`no component ${name}`);
  return compileObjects('test', (scope) => component.build(scope, { fleet, plan, cluster: cluster(id) }));
}

function specOf(objects: readonly Manifest[], kind: string): ReturnType<typeof objectOf> {
  return objectOf(
    valueAt(
      objects.find((object) => object.kind === kind),
      'spec',
    ),
  );
}

function alertsIn(id: string): readonly { readonly name: string; readonly expr: string }[] {
  return listOf(specOf(built('platform-alerts', three, id), 'PrometheusRule')['groups'])
    .flatMap((group) => listOf(objectOf(group)['rules']))
    .map(objectOf)
    .map((rule) => ({ name: textOf(rule['alert']) ?? '', expr: textOf(rule['expr']) ?? '' }))
    .filter(({ name }) => name !== '');
}

describe('the Prometheus of a cluster', () => {
  test('is a whole one, sized by the profile, and says which cluster it is', () => {
    expect(specOf(built('prometheus'), 'Prometheus')).toMatchObject({
      image: 'registry.example.com/monitoring/prometheus/prometheus:v3.5.0',
      replicas: 2,
      retention: '32d',
      externalLabels: { cluster: 'us', environment: 'prod', provider: 'aws', region: 'us-east-1' },
      ruleSelector: {},
      ruleNamespaceSelector: {},
    });
    const file = (MINI_FILES['clusters/us.yaml'] ?? '').replace('eks-standard', 'small');
    const small = built('prometheus', miniFleet({ files: { 'clusters/us.yaml': file } }));
    expect(specOf(small, 'Prometheus')).toMatchObject({ replicas: 1, retention: '4d' });
    expect(specOf(small, 'Alertmanager')).toMatchObject({ replicas: 1 });
  });

  test("takes the profile of a file before the built-in one, and one of the fleet's own", () => {
    const profile = (name: string): string =>
      `{name: ${name}, prometheusReplicas: 3, alertmanagerReplicas: 3, retention: 40d, storage: 1Ti, retentionSize: 800GB, scrapeIntervalSeconds: 15, cpu: '4', memory: 16Gi, collectorReplicas: 4, collectorCpu: 500m, collectorMemory: 2Gi}\n`;
    const taken = { replicas: 3, retention: '40d', scrapeInterval: '15s' };
    const replaced = miniFleet({
      files: { 'profiles/observability/eks-standard.yaml': profile('eks-standard') },
    });
    expect(specOf(built('prometheus', replaced), 'Prometheus')).toMatchObject(taken);
    const own = miniFleet({
      files: {
        'profiles/observability/large.yaml': profile('large'),
        'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace('eks-standard', 'large'),
      },
    });
    expect(specOf(built('prometheus', own), 'Prometheus')).toMatchObject(taken);
    expect(specOf(built('prometheus', own, 'eu'), 'Prometheus')).toMatchObject({ replicas: 2 });
  });

  test('writes to a long-term store with a token that is referred to, where there is one', () => {
    const text = `${MINI_FILES['fleet.yaml'] ?? ''}baseline: {kube-prometheus: {remoteWriteUrl: "https://m.example.com/push"}}\n`;
    const writing = built('prometheus', miniFleet({ files: { 'fleet.yaml': text } }));
    expect(specOf(writing, 'Prometheus')['remoteWrite']).toEqual([
      {
        url: 'https://m.example.com/push',
        authorization: { credentials: { name: 'monitoring', key: 'remote-write' } },
      },
    ]);
    expect(specOf(built('prometheus'), 'Prometheus')['remoteWrite']).toBeUndefined();
  });

  test('asks every other one through the mesh, by a name for each cluster', () => {
    const objects = built('prometheus');
    const services = objects.filter(({ kind }) => kind === 'Service');
    expect(services.map(({ metadata }) => metadata.name)).toEqual([
      'prometheus-ap',
      'prometheus-eu',
      'prometheus-us',
    ]);
    expect(valueAt(services[1], 'spec', 'selector', 'cluster')).toBe('eu');
    expect(specOf(objects, 'ScrapeConfig')).toMatchObject({
      metricsPath: '/federate',
      honorLabels: true,
      staticConfigs: [{ labels: { peer: 'ap' } }, { labels: { peer: 'eu' } }],
    });
  });
});

test('comes as a pinned chart out of the mirror of the region, without what is ours', () => {
  expect(specOf(built('kube-prometheus'), 'Application')).toMatchObject({
    destination: { name: 'us', namespace: 'monitoring' },
    source: {
      repoURL: 'registry.example.com/monitoring/charts',
      chart: 'kube-prometheus-stack',
      targetRevision: '77.1.1',
      helm: { valuesObject: { prometheus: { enabled: false }, alertmanager: { enabled: false } } },
    },
  });
});

describe('the disk of Prometheus', () => {
  const EKS = miniCluster('more', 'us-west-2', 3);
  const AUTO = `${EKS.replace('vpc-cni', 'vpc-cni-prefix-delegation')}nodes: eks-auto-mode\n`;
  const AKS = miniAksCluster('more', 'eastus', 3).replace('velero-prod', 'azure-backup-aks-prod');
  const GKE = miniGkeCluster('more', 'us-east4', 3).replace('velero-prod', 'backup-for-gke');

  test.each([
    ['EKS', EKS, 'meridian-gp3', 'ebs.csi.aws.com'],
    ['EKS that starts nodes itself', AUTO, 'meridian-gp3', 'ebs.csi.eks.amazonaws.com'],
    ['AKS', AKS, 'managed-csi', undefined],
    ['GKE', GKE, 'standard-rwo', undefined],
  ])('is of a class that is there on %s', (_service, text, name, provisioner) => {
    const objects = built('prometheus', miniFleet({ files: { 'clusters/more.yaml': text } }), 'more');
    const claim = ['storage', 'volumeClaimTemplate', 'spec', 'storageClassName'];
    expect(valueAt(specOf(objects, 'Prometheus'), ...claim)).toBe(name);
    const written = objects.filter(({ kind }) => kind === 'StorageClass');
    expect(written.map((object) => object.metadata.name)).toEqual(provisioner === undefined ? [] : [name]);
    expect(written.map((object) => [object['provisioner'], object['parameters']])).toEqual(
      provisioner === undefined ? [] : [[provisioner, { encrypted: 'true', type: 'gp3' }]],
    );
  });
});

test('looks into no node, and writes nothing into kube-system, where pods may not', () => {
  const valuesWith = (nodes: string): ReturnType<typeof objectOf> => {
    const text = miniGkeCluster('gke', 'us-east4', 3, `nodes: ${nodes}\n`);
    const files = { 'clusters/gke.yaml': text.replace('velero-prod', 'backup-for-gke') };
    const objects = built('kube-prometheus', miniFleet({ files }), 'gke');
    return objectOf(valueAt(specOf(objects, 'Application'), 'source', 'helm', 'valuesObject'));
  };
  expect(valuesWith('autopilot')).toMatchObject({
    nodeExporter: { enabled: false },
    kubelet: { namespace: 'monitoring' },
    prometheusOperator: { kubeletService: { namespace: 'monitoring' } },
  });
  for (const key of ['nodeExporter', 'kubelet', 'prometheusOperator.kubeletService'])
    expect(valuesWith('nap')).not.toHaveProperty(key);
});

describe('a cluster', () => {
  test('watches the clusters of other regions, and is watched by them', () => {
    const silences = (id: string): readonly string[] =>
      alertsIn(id).flatMap(({ name, expr }) =>
        name === 'RegionSilent' ? [/cluster='(\w+)'/.exec(expr)?.[1] ?? ''] : [],
      );
    expect(silences('us')).toEqual(['ap', 'eu']);
    expect(silences('eu')).toEqual(['ap', 'us']);
  });

  test('covers delivery, silence, failover, room, latency and trust', () => {
    expect(new Set(alertsIn('us').map(({ name }) => name))).toEqual(
      new Set([
        'ArgoCdOutOfSync',
        'ArgoCdUnhealthy',
        'ArgoCdSyncFails',
        'ArgoCdSilent',
        'ApplicationsVanish',
        'RegionSilent',
        'RequestsLeaveTheRegion',
        'LatencyUneven',
        'PodsPending',
        'NodePoolsFull',
        'MoreRunsThanPlanned',
        'CertificateEnds',
        'RootCaEnds',
        'MeshCaEnds',
      ]),
    );
  });
});
