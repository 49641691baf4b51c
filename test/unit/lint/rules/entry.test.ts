import { healthChecksAreShallow } from '../../../../lib/lint/rules/health-checks-are-shallow';
import { openRegionsHaveARecord } from '../../../../lib/lint/rules/open-regions-have-a-record';
import { compileMini, edit, sentencesOf, withObjects, type CompiledFleet } from '../../../support/compiled';
import { MINI_FILES, miniApp, miniGkeCluster } from '../../../support/mini-fleet';

const ROUTE53 = 'route53: {hostedZone: Z0123456789MINI}';
const TRAFFIC_MANAGER =
  'trafficManager: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry}';
const FRONT_DOOR = TRAFFIC_MANAGER.replace('trafficManager', 'frontDoor').replace(
  'entry}',
  'entry, keeper: us}',
);
const HOST = 'web.apps.example.com';

function fleetWith(
  entry: string,
  routing: string,
  files: Readonly<Record<string, string>> = {},
): CompiledFleet {
  const more = `regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {to: [stock]}\ntraffic: {exposure: public, routing: ${routing}}`;
  return compileMini({
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}entry: {${entry}}\n`,
    'apps/web/app.yaml': miniApp('web', 'shop', more),
    ...files,
  });
}

const said = (fleet: CompiledFleet): readonly string[] => sentencesOf(openRegionsHaveARecord, fleet);

const without = (fleet: CompiledFleet, name: string): CompiledFleet =>
  withObjects(fleet, (object) => (object.metadata.name === name ? undefined : object));

const GOOGLE = 'gkeGateway: {configCluster: us, addressName: entry, address: 203.0.113.10}';

function onGoogle(): CompiledFleet {
  const services = 'multiClusterServices: gke\n';
  const more = 'regions: [gcp:us-east1, gcp:europe-west1]\ntraffic: {exposure: public}';
  return fleetWith(GOOGLE, 'latency', {
    'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1, services),
    'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2, services),
    'apps/web/app.yaml': miniApp('web', 'shop', `${more}\ncalls: {to: [stock]}`),
    'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [gcp:us-east1]\ncalls: {from: [web]}'),
  });
}

describe('users of a public host', () => {
  it.each([
    [ROUTE53, 'latency'],
    [ROUTE53, 'weighted-global'],
    [ROUTE53, 'geo'],
    [ROUTE53, 'failover'],
    [ROUTE53, 'single'],
    [TRAFFIC_MANAGER, 'latency'],
    [TRAFFIC_MANAGER, 'failover'],
    [FRONT_DOOR, 'latency'],
    [FRONT_DOOR, 'weighted-global'],
    [FRONT_DOOR, 'failover'],
  ])('are led to every region that serves it: %s, %s', (entry, routing) => {
    expect(said(fleetWith(entry, routing))).toEqual([]);
  });

  it.each([
    [ROUTE53, 'web.latency.eu'],
    [TRAFFIC_MANAGER, 'mini-web.eu'],
    [FRONT_DOOR, 'web.eu'],
  ])('find a region without its record: %s', (entry, name) => {
    expect(said(without(fleetWith(entry, 'latency'), name))).toEqual([
      `unit apps/web in eu: traffic is public as ${HOST}, and no record of any cluster leads there | Give it its record back, drain it, or leave the region out.`,
    ]);
  });

  it('find a region that the Gateway of Google does not send to', () => {
    expect(said(onGoogle())).toEqual([]);
    const closed = withObjects(onGoogle(), (object, cluster) =>
      object.kind === 'ServiceExport' && cluster === 'eu' ? undefined : object,
    );
    expect(said(closed)).toEqual([
      `unit apps/web in eu: traffic is public as ${HOST}, and no record of any cluster leads there | Give it its record back, drain it, or leave the region out.`,
    ]);
  });

  it('find a name that nothing answers for', () => {
    const records = [{ value: 'gone.apps.example.com' }];
    const fleet = withObjects(
      fleetWith(ROUTE53, 'latency'),
      edit('RecordSet', 'web.latency.eu', ['spec', 'resourceRecords'], records),
    );
    expect(said(fleet)).toContain(
      `RecordSet.route53.services.k8s.aws web/web.latency.eu (us, unit apps/web): spec.resourceRecords sends users of ${HOST} to gone.apps.example.com, which no record answers for | Leave it to the entry of the fleet.`,
    );
  });

  it('are not sent to a region that is drained', () => {
    const eu = `${(MINI_FILES['clusters/eu.yaml'] ?? '').trimEnd()}\ntraffic: drained\n`;
    const drained = fleetWith(TRAFFIC_MANAGER, 'latency', { 'clusters/eu.yaml': eu });
    expect(said(drained)).toEqual([]);
    const { compiled } = fleetWith(TRAFFIC_MANAGER, 'latency');
    expect(said({ ...drained, compiled })).toEqual([
      `TrafficManagerProfilesExternalEndpoint.network.azure.com web/mini-web.eu (us, unit apps/web): spec.target sends users of ${HOST} to eu.apps.example.com, which serves no web to users | Leave it to the entry of the fleet.`,
    ]);
  });
});

describe('a health check of an edge', () => {
  const shallow = (fleet: CompiledFleet): readonly string[] => sentencesOf(healthChecksAreShallow, fleet);

  it('asks the Gateway, and no app', () => {
    expect(shallow(fleetWith(FRONT_DOOR, 'latency'))).toEqual([]);
    expect(shallow(onGoogle())).toEqual([]);
  });

  it('is found where an app would answer it', () => {
    const path = ['spec', 'healthProbeSettings', 'probePath'];
    const deep = withObjects(fleetWith(FRONT_DOOR, 'latency'), edit('AfdOriginGroup', 'web', path, '/ready'));
    expect(shallow(deep)).toEqual([
      'AfdOriginGroup.cdn.azure.com web/web (eu, unit apps/web): spec.healthProbeSettings.probePath is /ready, where no Gateway answers by itself | Ask for /healthz/ready, which Istio gives every Gateway.',
    ]);
  });
});
