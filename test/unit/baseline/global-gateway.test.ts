import type { Manifest } from '../../../lib/core/manifest';
import { compileMini, type CompiledFleet } from '../../support/compiled';
import { MINI_FILES, miniApp, miniGkeCluster } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const SERVICES = 'multiClusterServices: gke\n';
const FILES = {
  'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}recovery: {healthCheckInterval: 4s, failureThreshold: 2, dnsTtl: 20s}
entry: {gkeGateway: {configCluster: us, addressName: entry, address: 203.0.113.10}}
`,
  'clusters/us.yaml': miniGkeCluster('us', 'us-east4', 1, SERVICES),
  'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2, SERVICES),
  'apps/web/app.yaml': miniApp(
    'web',
    'shop',
    'regions: [gcp:us-east4, gcp:europe-west1]\ncalls: {to: [stock]}\ntraffic: {exposure: public, timeout: 5s}',
  ),
  'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [gcp:us-east4]\ncalls: {from: [web]}'),
};

const fleetWith = (files: Readonly<Record<string, string>> = {}): CompiledFleet =>
  compileMini({ ...FILES, ...files });

/** Objects of a kind in the namespace of the Gateways, with the cluster whose tree holds each. */
function objects({ compiled }: CompiledFleet, kind: string): readonly (readonly [string, Manifest])[] {
  return compiled.units.flatMap(({ cluster, objects: all }) =>
    all
      .filter((object) => object.kind === kind && object.metadata.namespace === 'istio-ingress')
      .map((object) => [cluster, object] as const),
  );
}

const names = (fleet: CompiledFleet, kind: string): readonly string[] =>
  objects(fleet, kind).map(([cluster, { metadata }]) => `${cluster} ${metadata.name}`);

function spec(fleet: CompiledFleet, kind: string, name: string): unknown {
  return objects(fleet, kind).find(([, { metadata }]) => metadata.name === name)?.[1]['spec'];
}

describe('the Gateway of Google', () => {
  const fleet = fleetWith();

  it('is in the config cluster alone, at the address that is reserved', () => {
    expect(names(fleet, 'Gateway')).toEqual(['eu public', 'us global', 'us public']);
    expect(spec(fleet, 'Gateway', 'global')).toMatchObject({
      gatewayClassName: 'gke-l7-global-external-managed-mc',
      addresses: [{ type: 'NamedAddress', value: 'entry' }],
      listeners: [{ name: 'https', hostname: '*.apps.example.com' }, { name: 'http' }],
    });
    expect(spec(fleet, 'DNSEndpoint', 'entry-web')).toEqual({
      endpoints: [
        { dnsName: 'web.apps.example.com', recordType: 'A', recordTTL: 20, targets: ['203.0.113.10'] },
      ],
    });
  });

  it('leads an app to what its clusters export, and asks their Gateways as often as the recovery times count with', () => {
    const target = { group: 'net.gke.io', kind: 'ServiceImport', name: 'entry-web' };
    expect(spec(fleet, 'HTTPRoute', 'entry-web')).toMatchObject({
      parentRefs: [{ name: 'global', sectionName: 'https' }],
      hostnames: ['web.apps.example.com'],
      rules: [{ backendRefs: [{ ...target, port: 443 }] }],
    });
    expect(spec(fleet, 'HealthCheckPolicy', 'entry-web')).toEqual({
      default: {
        checkIntervalSec: 4,
        timeoutSec: 4,
        healthyThreshold: 1,
        unhealthyThreshold: 2,
        config: {
          type: 'HTTP',
          httpHealthCheck: {
            portSpecification: 'USE_FIXED_PORT',
            port: 15021,
            requestPath: '/healthz/ready',
          },
        },
      },
      targetRef: target,
    });
    expect(spec(fleet, 'GCPBackendPolicy', 'entry-web')).toMatchObject({
      default: { timeoutSec: 6 },
      targetRef: target,
    });
  });

  it('finds the Gateway of each cluster by an export, and needs no load balancer there', () => {
    expect(names(fleet, 'ServiceExport')).toEqual(['eu entry-web', 'us entry-web']);
    expect(spec(fleet, 'Service', 'entry-web')).toEqual({
      selector: { 'gateway.networking.k8s.io/gateway-name': 'public' },
      ports: [{ name: 'https', port: 443, targetPort: 443, protocol: 'TCP', appProtocol: 'HTTPS' }],
    });
    expect(spec(fleet, 'Gateway', 'public')).toMatchObject({
      infrastructure: { annotations: { 'networking.istio.io/service-type': 'ClusterIP' } },
    });
  });

  it('opens TLS without a name, which the Gateway of the cluster takes', () => {
    const { listeners } = spec(fleet, 'Gateway', 'public') as { listeners: Record<string, unknown>[] };
    expect(listeners.map(({ name, hostname }) => [name, hostname])).toEqual([
      ['https', undefined],
      ['http', '*.apps.example.com'],
    ]);
  });

  it('loses the export of a drained cluster, and nothing else', () => {
    const eu = miniGkeCluster('eu', 'europe-west1', 2, `${SERVICES}traffic: drained\n`);
    const drained = fleetWith({ 'clusters/eu.yaml': eu });
    expect(names(drained, 'ServiceExport')).toEqual(['us entry-web']);
    for (const kind of ['Gateway', 'HTTPRoute', 'HealthCheckPolicy', 'GCPBackendPolicy', 'DNSEndpoint'])
      expect(objects(drained, kind)).toEqual(objects(fleet, kind));
  });

  it('leaves the route of the app as it is with any other entry', () => {
    const routes = (some: CompiledFleet): readonly Manifest[] =>
      some.compiled.units.flatMap((unit) =>
        unit.objects.filter(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.namespace === 'web'),
      );
    const route53 = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {route53: {hostedZone: Z0123456789MINI}}\n`;
    expect(routes(fleet)).toEqual(routes(fleetWith({ 'fleet.yaml': route53 })));
    expect(routes(fleet)).toHaveLength(2);
  });

  it('is told what an API server takes', () => {
    expect(fleet.compiled.units.flatMap((unit) => unit.objects).flatMap(validateObject)).toEqual([]);
  });
});
