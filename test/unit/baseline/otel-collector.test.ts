import { COMPONENTS } from '../../../lib/baseline/registry';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { bootstrapReadme } from '../../../lib/gitops/bootstrap-readme';
import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import type { Json, Manifest } from '../../../lib/core/manifest';
import { compileMini } from '../../support/compiled';
import { MINI_FILES, miniFleet, type MiniFleet } from '../../support/mini-fleet';
import { mayEnter, mayLeave, type Pod } from '../../support/network-reach';

const DIGEST = 'c'.repeat(64);
const FLEET = MINI_FILES['fleet.yaml'] ?? '';

/** A fleet whose traces go to a store, and the EU's to one of its own. */
const TRACED = `${FLEET}baseline:
  otel-collector: {image: "otel/collector@sha256:${DIGEST}", exportUrl: "https://traces.example.com:4318"}
  telemetry: {traceSamplingPercent: 0.7}
overlays:
  - {match: {geography: eu}, baseline: {otel-collector: {exportUrl: "https://traces.eu.example.com"}}}
`;
const FILES = { 'fleet.yaml': TRACED };
const traced = miniFleet({ files: FILES });

function built(name: string, { fleet, plan, cluster }: MiniFleet = traced, id = 'us'): readonly Manifest[] {
  const component = COMPONENTS.find((candidate) => candidate.name === name);
  if (component === undefined) throw new Error(`no component ${name}`);
  return compileObjects('test', (scope) => component.build(scope, { fleet, plan, cluster: cluster(id) }));
}

function ofKind(objects: readonly Manifest[], kind: string): Manifest | undefined {
  return objects.find((object) => object.kind === kind);
}

function configIn(id: string): Json {
  const text = valueAt(ofKind(built('otel-collector', traced, id), 'ConfigMap'), 'data', 'config.yaml');
  return JSON.parse(textOf(text) ?? '') as Json;
}

describe('the collector of a cluster', () => {
  test('sends what it takes to the store of its own geography, with a token that is in no repository', () => {
    const store = (id: string): unknown => valueAt(configIn(id), 'exporters', 'otlphttp', 'endpoint');
    expect(store('us')).toBe('https://traces.example.com:4318');
    expect(store('eu')).toBe('https://traces.eu.example.com');
    expect(valueAt(configIn('us'), 'extensions', 'bearertokenauth')).toEqual({
      filename: '/etc/otel-token/token',
    });
    expect(valueAt(ofKind(built('otel-collector'), 'ExternalSecret'), 'spec', 'data')).toMatchObject([
      { secretKey: 'token', remoteRef: { key: 'mini-monitoring-us', property: 'traces' } },
    ]);
  });

  test('says of every trace where it was, and whose', () => {
    expect(valueAt(configIn('eu'), 'processors', 'resource', 'attributes')).toEqual(
      [
        ['k8s.cluster.name', 'eu'],
        ['cloud.provider', 'aws'],
        ['cloud.region', 'eu-west-1'],
        ['deployment.environment.name', 'prod'],
      ].map(([key, value]) => ({ key, value, action: 'upsert' })),
    );
    expect(valueAt(configIn('eu'), 'processors', 'k8sattributes', 'extract', 'labels')).toEqual(
      [
        ['cell', 'cell'],
        ['criticality', 'criticality'],
        ['team', 'team'],
        ['service.version', 'version'],
      ].map(([tag_name, key]) => ({ tag_name, key, from: 'pod' })),
    );
  });

  test('refuses before its memory is full, and holds no more than a bounded queue', () => {
    const config = configIn('us');
    expect(listOf(valueAt(config, 'service', 'pipelines', 'traces', 'processors'))[0]).toBe('memory_limiter');
    expect(valueAt(config, 'exporters', 'otlphttp', 'sending_queue')).toMatchObject({ queue_size: 100 });
    expect(valueAt(config, 'exporters', 'otlphttp', 'retry_on_failure')).toMatchObject({
      enabled: true,
      max_elapsed_time: '15m',
    });
  });

  test('is there twice in production, in different zones, and never gone altogether', () => {
    const objects = built('otel-collector');
    expect(valueAt(ofKind(objects, 'Deployment'), 'spec')).toMatchObject({
      replicas: 2,
      strategy: { rollingUpdate: { maxUnavailable: 0 } },
    });
    expect(valueAt(ofKind(objects, 'PodDisruptionBudget'), 'spec')).toMatchObject({ maxUnavailable: 1 });
    const sandbox = (MINI_FILES['clusters/us.yaml'] ?? '').replace('eks-standard', 'small');
    const small = built('otel-collector', miniFleet({ files: { ...FILES, 'clusters/us.yaml': sandbox } }));
    expect(valueAt(ofKind(small, 'Deployment'), 'spec', 'replicas')).toBe(1);
  });

  test('may hold the token that it reads pods with, and no other account of the platform may', () => {
    const accounts = (fleet: MiniFleet): unknown =>
      valueAt(
        built('policy', fleet).find(({ metadata }) => metadata.name === 'policy-parameters'),
        'data',
        'token-accounts',
      );
    expect(accounts(traced)).toBe('platform/otel-collector');
    expect(accounts(miniFleet())).toBe('');
  });

  test('is told of when it drops, when nothing leaves, and when it is gone', () => {
    const alerts = JSON.stringify(built('platform-alerts'));
    const names = ['TracesAreDropped', 'TracesDoNotLeave', 'CollectorGone'];
    expect(names.filter((name) => alerts.includes(`"${name}"`))).toEqual(names);
    const silent = JSON.stringify(built('platform-alerts', miniFleet()));
    expect(names.filter((name) => silent.includes(`"${name}"`))).toEqual([]);
  });
});

describe('a fleet that says where traces go', () => {
  const objectsInUs = (): readonly Manifest[] =>
    compileMini(FILES)
      .compiled.units.filter(({ cluster }) => cluster === 'us')
      .flatMap((unit) => unit.objects);

  test('has proxies send a share of them there, which they learn of', () => {
    expect(valueAt(ofKind(built('telemetry'), 'Telemetry'), 'spec', 'tracing')).toEqual([
      { providers: [{ name: 'otel' }], randomSamplingPercentage: 0.7 },
    ]);
    const values = valueAt(ofKind(built('istiod'), 'Application'), 'spec', 'source', 'helm', 'valuesObject');
    expect(valueAt(values, 'meshConfig', 'extensionProviders')).toEqual([
      {
        name: 'otel',
        opentelemetry: { service: 'otel-collector.platform.svc.cluster.local', port: 4317 },
      },
    ]);
    const sidecars = objectsInUs().filter(({ kind }) => kind === 'Sidecar');
    expect(sidecars.length).toBeGreaterThan(1);
    for (const sidecar of sidecars)
      expect(valueAt(listOf(valueAt(sidecar, 'spec', 'egress'))[0], 'hosts')).toContain(
        'platform/otel-collector.platform.svc.cluster.local',
      );
  });

  test('tells its apps where, how many, and whose they are', () => {
    const facts = objectsInUs().find(({ metadata }) => metadata.name === 'web-region');
    expect(objectOf(valueAt(facts, 'data'))).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel-collector.platform.svc.cluster.local:4318',
      OTEL_RESOURCE_ATTRIBUTES:
        'cell=default,cloud.provider=aws,cloud.region=us-east-1,criticality=tier-2,deployment.environment.name=prod,k8s.cluster.name=us,k8s.namespace.name=web,service.version=1.0.0,team=shop',
      OTEL_SERVICE_NAME: 'web',
      OTEL_TRACES_SAMPLER_ARG: '0.007',
    });
  });

  test('says before the first sync which token must be in the store', () => {
    const page = (id: string): string => bootstrapReadme(traced.fleet, traced.cluster(id), [], undefined);
    expect(page('eu')).toContain('`mini-monitoring-eu`');
    expect(page('eu')).toContain('`traces`: a token for https://traces.eu.example.com');
    const silent = miniFleet();
    expect(bootstrapReadme(silent.fleet, silent.cluster('eu'), [], undefined)).not.toContain('`traces`');
  });

  test('opens the way from every workload to the collector of its cluster, and from there to the store', () => {
    const objects = objectsInUs();
    const collector: Pod = { namespace: 'platform', labels: { 'app.kubernetes.io/name': 'otel-collector' } };
    const neighbour: Pod = { namespace: 'platform', labels: { 'app.kubernetes.io/name': 'spare-room' } };
    const web: Pod = { namespace: 'web', labels: { 'app.kubernetes.io/name': 'web' } };
    const gateway: Pod = { namespace: 'istio-ingress', labels: {} };
    const prometheus: Pod = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
    const tcp = (port: number): { port: number; protocol: 'TCP' } => ({ port, protocol: 'TCP' });
    const isOpen = (from: Pod, to: Pod, port: number): boolean =>
      mayLeave(objects, from, to, tcp(port)) && mayEnter(objects, to, from, tcp(port));
    expect([4317, 4318].map((port) => isOpen(web, collector, port))).toEqual([true, true]);
    expect(isOpen(gateway, collector, 4317)).toBe(true);
    expect(mayEnter(objects, collector, prometheus, tcp(8888))).toBe(true);
    expect(isOpen(web, collector, 8888)).toBe(false);
    expect(isOpen(web, neighbour, 4317)).toBe(false);
    const store = { address: '203.0.113.7' };
    expect(mayLeave(objects, collector, store, tcp(4318))).toBe(true);
    expect(mayLeave(objects, collector, store, tcp(80))).toBe(false);
    expect(mayLeave(objects, neighbour, store, tcp(4318))).toBe(false);
  });
});

describe('a fleet that does not say where traces go', () => {
  const { units } = compileMini({}).compiled;

  test('traces nothing, and has no collector', () => {
    expect(units.filter(({ name }) => name === 'otel-collector')).toEqual([]);
    expect(valueAt(ofKind(built('telemetry', miniFleet()), 'Telemetry'), 'spec', 'tracing')).toEqual([
      { disableSpanReporting: true },
    ]);
    const texts = JSON.stringify(units.flatMap(({ objects }) => objects));
    expect(texts).not.toContain('OTEL_');
    expect(texts).not.toContain('allow-traces');
  });
});
