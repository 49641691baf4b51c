import type { Manifest } from '../../../lib/core/manifest';
import { compileMini, type CompiledFleet } from '../../support/compiled';
import { MINI_FILES, miniAksCluster, miniApp, miniGkeCluster } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const FLEET = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {route53: {hostedZone: Z0123456789MINI}}
recovery: {healthCheckInterval: 30s, failureThreshold: 2, dnsTtl: 20s}
baseline: {ingress-gateway: {certificateSecret: wildcard, certificateIssuer: public}, cert-manager: {install: false}}
`;
const EVERYWHERE = 'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {to: [stock]}';

function fleetWith(traffic: string): CompiledFleet {
  const web = miniApp('web', 'shop', `${EVERYWHERE}\ntraffic: {exposure: public, ${traffic}}`);
  return compileMini({ 'fleet.yaml': FLEET, 'apps/web/app.yaml': web });
}

function objects({ compiled }: CompiledFleet, kind: string, cluster: string): readonly Manifest[] {
  return compiled.units
    .filter((unit) => unit.cluster === cluster)
    .flatMap((unit) => unit.objects)
    .filter((object) => object.kind === kind);
}

describe('a RecordSet', () => {
  it('answers with the region, for as long as the recovery times count with, while its health check says so', () => {
    const [record, ...more] = objects(fleetWith('routing: latency'), 'RecordSet', 'eu');
    expect(more).toEqual([]);
    expect(record?.metadata).toMatchObject({ name: 'web.latency.us', namespace: 'web' });
    expect(record?.['spec']).toEqual({
      hostedZoneID: 'Z0123456789MINI',
      name: 'web.apps.example.com.',
      recordType: 'CNAME',
      ttl: 20,
      setIdentifier: 'us kept by eu',
      region: 'us-east-1',
      resourceRecords: [{ value: 'us.apps.example.com' }],
      healthCheckRef: { from: { name: 'region-us', namespace: 'istio-ingress' } },
    });
  });

  it('says what its policy asks for, and an API server takes all of them', () => {
    const specs = (traffic: string): readonly unknown[] => {
      const found = objects(fleetWith(traffic), 'RecordSet', 'eu');
      expect(found.flatMap(validateObject)).toEqual([]);
      return found.map((record) => record['spec']);
    };
    expect(specs('routing: weighted-global')).toMatchObject([{ weight: 50 }]);
    expect(specs('routing: failover')).toMatchObject([{ failover: 'PRIMARY' }, { failover: 'SECONDARY' }]);
    expect(specs('routing: geo')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ geoLocation: { continentCode: 'NA' } }),
        expect.objectContaining({ geoLocation: { countryCode: '*' } }),
      ]),
    );
  });

  it('says by which line of which file a person moves its users', () => {
    const moved = (traffic: string): unknown =>
      objects(fleetWith(traffic), 'RecordSet', 'eu')[0]?.metadata.annotations?.['meridian.dev/move'];
    const line = "'traffic: drained' in clusters/us.yaml";
    expect(moved('routing: latency')).toBe(`health checks; by hand ${line}`);
    expect(moved('routing: latency, failover: manual-confirmed')).toBe(`a person, by ${line}`);
    const web = miniApp(
      'web',
      'shop',
      `${EVERYWHERE}\ntraffic: {exposure: public}\ndata: {mode: hot-standby}`,
    );
    const written = compileMini({ 'fleet.yaml': FLEET, 'apps/web/app.yaml': web });
    expect(objects(written, 'RecordSet', 'eu')[0]?.metadata.annotations?.['meridian.dev/move']).toBe(
      "health checks choose the way in; 'primary' in apps/web/app.yaml moves who serves",
    );
  });

  it('is not there for an app that is not public, nor where the fleet names no entry', () => {
    const internal = miniApp('web', 'shop', EVERYWHERE);
    const found = (files: Readonly<Record<string, string>>): number =>
      ['us', 'eu'].flatMap((id) => objects(compileMini(files), 'RecordSet', id)).length;
    expect(found({ 'fleet.yaml': FLEET, 'apps/web/app.yaml': internal })).toBe(0);
    expect(found({})).toBe(0);
  });
});

describe('the regional health', () => {
  const fleet = fleetWith('routing: latency');

  it('is asked of the Gateway of the other region, as often as the recovery times count with', () => {
    const [check, ...more] = objects(fleet, 'HealthCheck', 'eu');
    expect(more).toEqual([]);
    expect(check?.['spec']).toEqual({
      healthCheckConfig: {
        type: 'HTTPS',
        fullyQualifiedDomainName: 'us.apps.example.com',
        port: 443,
        resourcePath: '/healthz/region',
        enableSNI: true,
        requestInterval: 30,
        failureThreshold: 2,
      },
      tags: [{ key: 'Name', value: 'us kept by eu' }],
    });
  });

  it('is answered by the Gateway itself, under a name that no app can take', () => {
    const [gateway] = objects(fleet, 'Gateway', 'us').filter(({ metadata }) => metadata.name === 'public');
    expect(gateway?.['spec']).toMatchObject({
      infrastructure: { annotations: { 'external-dns.kubernetes.io/hostname': 'us.apps.example.com' } },
      listeners: [
        { name: 'https' },
        { name: 'http' },
        { name: 'region', hostname: 'us.apps.example.com', allowedRoutes: { namespaces: { from: 'Same' } } },
      ],
    });
    const health = objects(fleet, 'HTTPRoute', 'us').find(
      ({ metadata }) => metadata.name === 'region-health',
    );
    expect(health?.['spec']).toMatchObject({
      hostnames: ['us.apps.example.com'],
      parentRefs: [{ name: 'public', sectionName: 'region' }],
      rules: [{ matches: [{ path: { type: 'Exact', value: '/healthz/region' } }] }],
    });
    expect(JSON.stringify(health)).not.toContain('backendRefs');
  });
});

describe('the certificate of the Gateway', () => {
  it('is asked for from the issuer that is set, for every host and the name of the cluster', () => {
    const [certificate] = objects(fleetWith('routing: latency'), 'Certificate', 'us');
    expect(certificate?.metadata.namespace).toBe('istio-ingress');
    expect(certificate?.['spec']).toMatchObject({
      secretName: 'wildcard',
      dnsNames: ['*.apps.example.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'public' },
    });
  });

  it('is somebody else’s where none is set', () => {
    expect(objects(compileMini(), 'Certificate', 'us')).toEqual([]);
  });
});

/** The same whatever the provider: only the labels of the cluster differ. */
describe('the route of a public app', () => {
  it('is the same, byte for byte, in clusters of every provider', () => {
    const azure = miniAksCluster('eu', 'westeurope', 2);
    const gcp = miniGkeCluster('be', 'europe-west1', 3);
    const regions = 'regions: [aws:us-east-1, azure:westeurope, gcp:europe-west1]';
    const fleet = compileMini({
      'fleet.yaml': FLEET,
      'clusters/eu.yaml': azure,
      'clusters/be.yaml': gcp,
      'apps/web/app.yaml': miniApp(
        'web',
        'shop',
        `${regions}\ntraffic: {exposure: public}\ncalls: {to: [stock]}`,
      ),
      'apps/stock/app.yaml': miniApp('stock', 'goods', `${regions}\ncalls: {from: [web]}`),
    });
    const specs = ['us', 'eu', 'be'].map((id) => {
      const route = objects(fleet, 'HTTPRoute', id).find(({ metadata }) => metadata.name === 'web');
      return JSON.stringify([route?.apiVersion, route?.metadata.annotations, route?.['spec']]);
    });
    expect(specs[0]).toContain('web.apps.example.com');
    expect(new Set(specs).size).toBe(1);
  });
});
