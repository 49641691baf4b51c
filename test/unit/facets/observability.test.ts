import type { Manifest } from '../../../lib/core/manifest';
import { objectOf, textOf } from '../../../lib/core/json';
import { MINI_FILES, miniCluster } from '../../support/mini-fleet';
import { oneApp, specOf, unitObjects } from '../../support/app-unit';
import { validateObject } from '../../support/validate-object';

const COLLECTOR =
  '{exportUrl: "https://traces.example.com", image: "otel/collector@sha256:0000000000000000000000000000000000000000000000000000000000000000"}';
const REGIONS = 'regions: [aws:us-east-1, aws:eu-west-1]';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface Group {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules: readonly Rule[];
}

function unit(observability: string, ports = '[{name: http, port: 8080}]'): readonly Manifest[] {
  const files = oneApp(`${REGIONS}\nobservability: ${observability}`);
  const contract = files['apps/shop/app.yaml']?.replace('runtime: {', `runtime: {ports: ${ports}, `);
  return unitObjects({ ...files, 'apps/shop/app.yaml': contract }, 'us');
}

function groupsOf(objects: readonly Manifest[]): readonly Group[] {
  return specOf(objects, 'PrometheusRule')['groups'] as readonly Group[];
}

function rulesOf(objects: readonly Manifest[]): readonly Rule[] {
  return groupsOf(objects).flatMap(({ rules }) => rules);
}

function exprOf(objects: readonly Manifest[], name: string): string | undefined {
  return rulesOf(objects).find((rule) => rule.record === name || rule.alert === name)?.expr;
}

const OWN = "cluster='us',namespace='shop',service='shop'";

describe('the rules of an app', () => {
  const promised = unit('{slo: 99.9}');

  it('are one object that an API server takes, whose series and alerts carry the labels of the app', () => {
    expect(promised.filter(({ kind }) => kind === 'PrometheusRule').flatMap(validateObject)).toEqual([]);
    for (const { labels } of groupsOf(promised)) {
      expect(labels).toEqual({
        cell: 'default',
        cluster: 'us',
        criticality: 'tier-2',
        environment: 'prod',
        namespace: 'shop',
        provider: 'aws',
        region: 'us-east-1',
        service: 'shop',
        team: 'shop',
      });
    }
  });

  it('count requests, errors and slow answers where its proxies do', () => {
    const own = "reporter='destination',destination_service='shop.shop.svc.cluster.local'";
    expect(exprOf(promised, 'app:requests:rate5m')).toBe(`sum(rate(istio_requests_total{${own}}[5m]))`);
    expect(exprOf(promised, 'app:errors:rate5m')).toBe(
      `sum(rate(istio_requests_total{${own},response_code=~'5..'}[5m])) or vector(0)`,
    );
    expect(exprOf(promised, 'app:latency_seconds:p99_5m')).toContain(
      'istio_request_duration_milliseconds_bucket',
    );
  });

  it('hold a promise against two windows of each rate, with exact decimals', () => {
    const above = (window: string, factor: string): string =>
      `slo:sli_error:ratio_rate${window}{${OWN}} > (${factor} * 0.001)`;
    expect(exprOf(promised, 'ErrorBudgetBurnsFast')).toBe(
      `(${above('5m', '14.4')} and ${above('1h', '14.4')}) or (${above('30m', '6')} and ${above('6h', '6')})`,
    );
    expect(exprOf(promised, 'ErrorBudgetBurnsSlowly')).toBe(
      `(${above('2h', '3')} and ${above('1d', '3')}) or (${above('6h', '1')} and ${above('3d', '1')})`,
    );
    expect(exprOf(promised, 'slo:objective:ratio')).toBe('vector(0.999)');
    const recorded = new Set(rulesOf(promised).map(({ record }) => record));
    const read = [...JSON.stringify(rulesOf(promised)).matchAll(/slo:sli_error:ratio_rate\w+/g)].flat();
    expect(read.filter((name) => !recorded.has(name))).toEqual([]);
  });

  it('promise nothing that the contract does not, and still tell of an app that is gone', () => {
    const alerts = rulesOf(unit('{}')).flatMap(({ alert }) => alert ?? []);
    expect(alerts).toEqual(['AppHasNoReplica', 'AppAtItsMaximum', 'AppNotMeasured']);
  });

  it('lead to a runbook, and say how urgent they are', () => {
    const alerts = groupsOf(promised).flatMap(({ rules }) =>
      rules.filter(({ alert }) => alert !== undefined),
    );
    expect(alerts).toHaveLength(5);
    for (const rule of alerts) {
      const url = textOf(objectOf((rule as unknown as Manifest)['annotations'])['runbook_url']);
      expect(url).toBe(
        `https://git.example.com/mini/blob/HEAD/dist/_fleet/runbooks/apps.md#${rule.alert?.toLowerCase()}`,
      );
      expect(rule.labels?.['severity']).toMatch(/^(page|ticket)$/);
    }
  });

  it('read the status of gRPC where the profile says so, and nothing of a worker', () => {
    const grpc = unit(
      '{slo: 99.5, telemetryProfile: standard-grpc-service}',
      '[{name: grpc, port: 9000, protocol: grpc}]',
    );
    expect(exprOf(grpc, 'app:errors:rate5m')).toContain("grpc_response_status=~'2|4|12|13|14|15'");
    const worker = unit('{telemetryProfile: standard-worker}');
    expect(rulesOf(worker).filter(({ record }) => record !== undefined)).toEqual([]);
  });
});

describe('the monitor of an app', () => {
  it('asks the agent of every proxy, and gives each series the labels of the pod', () => {
    const spec = specOf(unit('{}'), 'PodMonitor');
    expect(spec).toMatchObject({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
      podMetricsEndpoints: [
        {
          port: 'http-envoy-prom',
          path: '/stats/prometheus',
          interval: '30s',
          relabelings: [{ targetLabel: '__address__', replacement: '$1:15020' }],
        },
      ],
    });
    expect(spec['podTargetLabels']).toContain('version');
  });

  it('gets the metrics of the app itself through the agent', () => {
    const objects = unit(
      '{metrics: {port: own, path: /stats}}',
      '[{name: http, port: 8080}, {name: own, port: 9102, protocol: none}]',
    );
    const template = objectOf(specOf(objects, 'Deployment')['template'] as never);
    expect(objectOf(template['metadata'])['annotations']).toMatchObject({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9102',
      'prometheus.io/path': '/stats',
    });
  });
});

describe('outside the mesh', () => {
  const lab = { 'clusters/lab.yaml': miniCluster('lab', 'eu-central-1', 4, 'mesh: none\n') };
  const inLab = (observability: string): readonly Manifest[] =>
    unitObjects(oneApp(`regions: [aws:eu-central-1]\nobservability: ${observability}`, lab), 'lab');

  it('the app itself is asked, and counts its own requests', () => {
    const objects = inLab('{slo: 99.9, metrics: {port: http}}');
    expect(specOf(objects, 'PodMonitor')['podMetricsEndpoints']).toEqual([
      { port: 'http', path: '/metrics', interval: '30s' },
    ]);
    expect(exprOf(objects, 'app:errors:rate5m')).toContain(
      "http_server_request_duration_seconds_count{namespace='shop',service='shop',http_response_status_code=~'5..'}",
    );
    expect(specOf(objects, 'NetworkPolicy', 'shop-metrics')['ingress']).toMatchObject([
      { ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  it('nothing is asked that shows no metrics', () => {
    const objects = inLab('{}');
    expect(objects.filter(({ kind }) => kind === 'PodMonitor')).toEqual([]);
    expect(rulesOf(objects).flatMap(({ alert }) => alert ?? [])).toEqual([
      'AppHasNoReplica',
      'AppAtItsMaximum',
    ]);
  });
});

describe('what is measured', () => {
  const REALTIME = '{name: realtime, measures: nothing, intervalSeconds: 5, traces: false}';
  const traced = {
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}baseline: {otel-collector: ${COLLECTOR}}\n`,
  };
  const measured = (
    observability: string,
    files: Readonly<Record<string, string>> = {},
  ): readonly Manifest[] =>
    unitObjects(oneApp(`${REGIONS}\nobservability: ${observability}`, { ...traced, ...files }), 'us');
  const interval = (objects: readonly Manifest[]): unknown =>
    (specOf(objects, 'PodMonitor')['podMetricsEndpoints'] as readonly { interval?: string }[])[0]?.interval;
  const isTold = (objects: readonly Manifest[]): boolean => JSON.stringify(objects).includes('OTEL_EXPORTER');

  it("is a profile of the fleet's own, or a file in the place of a built-in one", () => {
    expect(interval(measured('{}'))).toBe('30s');
    expect(isTold(measured('{}'))).toBe(true);
    const own = measured('{telemetryProfile: realtime}', { 'profiles/telemetry/realtime.yaml': REALTIME });
    expect([interval(own), isTold(own), rulesOf(own).filter(({ record }) => record !== undefined)]).toEqual([
      '5s',
      false,
      [],
    ]);
    const replaced = measured('{}', {
      'profiles/telemetry/standard-http-service.yaml': REALTIME.replace('realtime', 'standard-http-service'),
    });
    expect([interval(replaced), isTold(replaced)]).toEqual(['5s', false]);
  });
});
