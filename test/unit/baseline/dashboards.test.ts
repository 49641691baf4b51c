import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import type { Json, Manifest } from '../../../lib/core/manifest';
import { compileMini } from '../../support/compiled';
import { MINI_FILES, miniApp, miniCluster, miniReleases } from '../../support/mini-fleet';

/** Series of those that every cluster asks, by what shows them. */
const EXPORTED: Readonly<Record<string, RegExp>> = {
  'the API server': /^apiserver_(audit_event|request|validating_admission_policy_check)_total$/,
  'the kubelet': /^container_cpu_usage_seconds_total$/,
  'the exporter of the nodes': /^node_(cpu_seconds_total|memory_Mem(Available|Total)_bytes)$/,
  'kube-state-metrics':
    /^kube_(deployment_status_replicas_unavailable|horizontalpodautoscaler_(spec_max|status_current)_replicas|node_status_(allocatable|condition)|pod_container_resource_requests|pod_status_phase)$/,
  CoreDNS: /^coredns_dns_responses_total$/,
  'the autoscalers of nodes':
    /^(karpenter_nodeclaims_created_total|cluster_autoscaler_unschedulable_pods_count)$/,
  'the proxies of the mesh': /^istio_requests_total$/,
  'Argo CD': /^argocd_app_info$/,
  Prometheus: /^(up|ALERTS)$/,
};

const FILES = {
  'apps/stock/app.yaml': `${MINI_FILES['apps/stock/app.yaml'] ?? ''}  observability: {slo: 99.9}\n`,
  'apps/books/app.yaml': miniApp(
    'books',
    'goods',
    'regions: [aws:eu-central-1]\ncalls: {from: [reader]}\nobservability: {slo: 99.9, metrics: {port: http}}',
  ),
  'apps/books/releases.yaml': miniReleases('goods/books'),
  'apps/reader/app.yaml': miniApp('reader', 'goods', 'regions: [aws:eu-central-1]\ncalls: {to: [books]}'),
  'apps/reader/releases.yaml': miniReleases('goods/reader'),
  'clusters/lab.yaml': miniCluster('lab', 'eu-central-1', 3, 'mesh: none\n'),
};
const CLUSTERS = ['us', 'eu', 'lab'];

function objectsOf(cluster: string): readonly Manifest[] {
  const { compiled } = compileMini(FILES);
  return compiled.units.filter((unit) => unit.cluster === cluster).flatMap(({ objects }) => objects);
}

function pagesOf(cluster: string): ReadonlyMap<string, Json> {
  const maps = objectsOf(cluster).filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1');
  const files = maps.flatMap((map) => Object.entries(objectOf(valueAt(map, 'data'))));
  return new Map(files.map(([file, text]) => [file, JSON.parse(textOf(text) ?? '') as Json]));
}

function panelsOf(page: Json | undefined): readonly ReturnType<typeof objectOf>[] {
  return listOf(valueAt(page, 'panels')).map(objectOf);
}

function queriesOf(page: Json | undefined): readonly string[] {
  const targets = panelsOf(page).flatMap((panel) => listOf(panel['targets']));
  const variables = listOf(valueAt(page, 'templating', 'list')).map((one) => valueAt(one, 'definition'));
  return [...targets.map((target) => textOf(valueAt(target, 'expr'))), ...variables.map(textOf)].filter(
    (text) => text !== undefined,
  );
}

/** The series that a query reads: names that are neither labels, values, durations nor functions. */
function seriesIn(query: string): readonly string[] {
  const bare = query
    .replace(/'[^']*'/g, '')
    .replace(/\b(by|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/,\s*(cluster|region|service)\)/g, ')');
  const words = bare.match(/[A-Za-z_][\w:]*(?!\s*\()\b(?!\s*\()/g) ?? [];
  return words
    .filter((word) => word.includes('_') || word.includes(':') || /^(up|ALERTS)$/.test(word))
    .filter((word) => !['label_values', 'group_left', 'histogram_quantile'].includes(word));
}

function recordedIn(cluster: string): ReadonlySet<string> {
  const rules = objectsOf(cluster)
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((rule) => listOf(valueAt(rule, 'spec', 'groups')))
    .flatMap((group) => listOf(valueAt(group, 'rules')));
  return new Set(rules.flatMap((rule) => textOf(valueAt(rule, 'record')) ?? []));
}

describe('the dashboards', () => {
  test('show the ten things that are looked at across clusters', () => {
    const titles = panelsOf(pagesOf('us').get('fleet.json')).map(({ title }) => title);
    expect(titles).toEqual([
      'SLO burn by cluster',
      'Requests by region',
      'Errors by cluster',
      'Latency by region',
      'Latency against the fastest region',
      'Versions',
      'Capacity headroom',
      'Pending pods',
      'Cluster health',
      'Policy violations',
      'Cost by cluster, namespace and team',
    ]);
  });

  test('show the ten signals of a cluster that nobody else can reach', () => {
    const titles = panelsOf(pagesOf('us').get('local.json')).map(({ title }) => title);
    expect(titles).toEqual([
      'Workloads',
      'Nodes',
      'State of the objects',
      'Gateways',
      'DNS',
      'Autoscalers',
      'Policy violations',
      'Audit events',
      'API server',
      'Events and logs',
    ]);
    const logs = panelsOf(pagesOf('us').get('local.json')).at(-1);
    expect(valueAt(logs, 'options', 'content')).toContain('/aws/eks/us/cluster');
  });

  test('count cost at the prices that are written down, of the platform too', () => {
    const prices = 'baseline: {dashboards: {prices: {currency: EUR, core: 0.04, gibibyte: 0.005}}}\n';
    const { compiled } = compileMini({ 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${prices}` });
    const text = JSON.stringify(compiled.units.filter(({ cluster }) => cluster === 'us'));
    expect(text).toContain('"expr":"vector(0.04)","record":"cluster:price_core:hour"');
    expect(text).toContain('"expr":"vector(0.005)","record":"cluster:price_gibibyte:hour"');
    expect(text).toContain("'service', 'platform', '', ''), 'team', 'platform', '', '')");
    expect(text).toContain('in EUR a month');
  });

  test('have the same variables and links everywhere', () => {
    const tops = CLUSTERS.flatMap((cluster) =>
      [...pagesOf(cluster).values()].map((page) => ({
        links: listOf(valueAt(page, 'links')).map((link) => valueAt(link, 'url')),
        variables: listOf(valueAt(page, 'templating', 'list')).map((one) => valueAt(one, 'name')),
      })),
    );
    expect(tops).toHaveLength(9);
    const [first] = tops;
    expect(tops.every((top) => JSON.stringify(top) === JSON.stringify(first))).toBe(true);
    expect(first?.variables).toEqual(['region', 'cluster', 'app']);
    expect(first?.links).toEqual([
      '/d/meridian-fleet',
      '/d/meridian-app',
      '/d/meridian-local',
      expect.stringMatching(/\/dist\/_fleet\/runbooks\/apps\.md$/),
      expect.stringMatching(/\/dist\/_fleet\/runbooks\/platform\.md$/),
      expect.stringMatching(/\/dist\/_fleet\/operations\.md$/),
    ]);
  });

  test.each(CLUSTERS)('ask for nothing in %s that no rule there records and nobody shows', (cluster) => {
    const recorded = recordedIn(cluster);
    const read = [...pagesOf(cluster).values()].flatMap(queriesOf).flatMap(seriesIn);
    expect(read.length).toBeGreaterThan(30);
    const unknown = read.filter(
      (series) => !recorded.has(series) && !Object.values(EXPORTED).some((known) => known.test(series)),
    );
    expect(unknown).toEqual([]);
  });

  test('ask nothing of the mesh outside of it', () => {
    const read = [...pagesOf('lab').values()].flatMap(queriesOf).join('\n');
    expect(read).not.toContain('istio_');
    expect([...pagesOf('us').values()].flatMap(queriesOf).join('\n')).toContain('istio_');
  });

  test('are what Grafana takes: one id a panel, one source, panels that lie apart', () => {
    for (const page of CLUSTERS.flatMap((cluster) => [...pagesOf(cluster).values()])) {
      expect(page).toMatchObject({
        schemaVersion: 39,
        uid: expect.stringMatching(/^[\w-]{1,40}$/) as string,
      });
      const panels = panelsOf(page);
      const places = panels.map((panel) => JSON.stringify([panel['gridPos']]));
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      expect(new Set(places).size).toBe(panels.length);
      const variables = listOf(valueAt(page, 'templating', 'list')).map(objectOf);
      const asking = [...panels, ...variables].filter(({ type }) => type !== 'text' && type !== 'textbox');
      expect(asking.length).toBeGreaterThan(5);
      for (const one of asking) expect(one['datasource']).toEqual({ type: 'prometheus', uid: 'prometheus' });
      for (const panel of panels) {
        const refs = listOf(panel['targets']).map((target) => valueAt(target, 'refId'));
        expect(new Set(refs).size).toBe(refs.length);
      }
    }
  });

  test('are one file that a person can read the diff of', () => {
    const [map] = objectsOf('us').filter(({ metadata }) => metadata.name === 'dashboard-fleet');
    const text = textOf(valueAt(map, 'data', 'fleet.json')) ?? '';
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.split('\n').length).toBeGreaterThan(40);
  });
});

describe('what clusters record of themselves', () => {
  const rule = objectsOf('us').find(
    ({ kind, metadata }) => kind === 'PrometheusRule' && metadata.name === 'platform',
  );
  const groups = listOf(valueAt(rule, 'spec', 'groups')).map(objectOf);
  const group = (name: string): ReturnType<typeof objectOf> =>
    groups.find((candidate) => candidate['name'] === name) ?? {};

  test('carries where it is from, and leaves the team of an app alone', () => {
    expect(group('cluster')['labels']).toEqual({
      cluster: 'us',
      environment: 'prod',
      provider: 'aws',
      region: 'us-east-1',
    });
  });

  test('is passed on once: neither what was heard of others, nor one series for each replica', () => {
    const peers = objectsOf('us').find(({ kind }) => kind === 'ScrapeConfig');
    const [match] = listOf(valueAt(peers, 'spec', 'params', 'match[]'));
    expect(match).toContain('cluster:.+');
    expect(match).toContain('peer=""');
    expect(valueAt(peers, 'spec', 'metricRelabelings')).toEqual([
      { action: 'labeldrop', regex: 'prometheus|prometheus_replica' },
    ]);
  });
});

test('Grafana asks the Prometheus of its own cluster, through a proxy where there is a mesh', () => {
  const grafana = (cluster: string): Json | undefined => {
    const chart = objectsOf(cluster).find(({ metadata }) => metadata.name === 'chart-kube-prometheus');
    return valueAt(chart, 'spec', 'source', 'helm', 'valuesObject', 'grafana');
  };
  expect(grafana('us')).toMatchObject({
    podLabels: { 'sidecar.istio.io/inject': 'true' },
    sidecar: { datasources: { url: 'http://prometheus-us.monitoring:9090' } },
  });
  expect(grafana('lab')).toMatchObject({
    sidecar: { datasources: { url: 'http://prometheus-operated.monitoring:9090' } },
  });
  expect(grafana('lab')).not.toHaveProperty('podLabels');
});
