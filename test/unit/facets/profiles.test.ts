import type { Manifest } from '../../../lib/core/manifest';
import { compileMini, type CompiledFleet } from '../../support/compiled';
import { MINI_FILES, miniApp } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const SUBSCRIPTION = '00000000-0000-4000-8000-000000000001';
const FLEET = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {trafficManager: {subscription: ${SUBSCRIPTION}, resourceGroup: entry}}
recovery: {healthCheckInterval: 30s, failureThreshold: 2, dnsTtl: 20s}
`;
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/entry`;

function fleetWith(traffic: string, files: Readonly<Record<string, string>> = {}): CompiledFleet {
  const more = `regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {to: [stock]}\ntraffic: {exposure: public, ${traffic}}`;
  return compileMini({ 'fleet.yaml': FLEET, 'apps/web/app.yaml': miniApp('web', 'shop', more), ...files });
}

function objects({ compiled }: CompiledFleet, kind: string): readonly (readonly [string, Manifest])[] {
  return compiled.units.flatMap(({ cluster, objects: all }) =>
    all.filter((object) => object.kind === kind).map((object) => [cluster, object] as const),
  );
}

const ENDPOINT = 'TrafficManagerProfilesExternalEndpoint';

/** What chooses each region, by the cluster that keeps it. */
function choices(fleet: CompiledFleet): readonly unknown[] {
  return objects(fleet, ENDPOINT).map(([cluster, { spec }]) => {
    const { target, alwaysServe, endpointLocation, priority, weight } = spec as Record<string, unknown>;
    return [cluster, target, alwaysServe, endpointLocation ?? priority ?? weight];
  });
}

describe('a profile of Traffic Manager', () => {
  it('is in one tree, probes as often as the recovery times count with, and answers for the host', () => {
    const fleet = fleetWith('routing: latency');
    const [[keeper, profile] = [], ...more] = objects(fleet, 'TrafficManagerProfile');
    expect([keeper, more]).toEqual(['eu', []]);
    expect(profile?.['spec']).toEqual({
      azureName: 'mini-web',
      location: 'global',
      owner: { armId: GROUP },
      trafficRoutingMethod: 'Performance',
      dnsConfig: { relativeName: 'mini-web', ttl: 20 },
      monitorConfig: {
        protocol: 'HTTPS',
        port: 443,
        path: '/healthz/region',
        intervalInSeconds: 30,
        timeoutInSeconds: 10,
        toleratedNumberOfFailures: 1,
        expectedStatusCodeRanges: [{ min: 200, max: 399 }],
      },
    });
    const hosts = objects(fleet, 'DNSEndpoint').map(([cluster, { spec }]) => [cluster, spec]);
    expect(hosts).toEqual([
      [
        'eu',
        {
          endpoints: [
            {
              dnsName: 'web.apps.example.com',
              recordType: 'CNAME',
              recordTTL: 20,
              targets: ['mini-web.trafficmanager.net'],
            },
          ],
        },
      ],
    ]);
  });

  it('has an endpoint for each region, kept by another', () => {
    const [[, endpoint] = []] = objects(fleetWith('routing: latency'), ENDPOINT);
    expect((endpoint?.['spec'] as { owner?: unknown } | undefined)?.owner).toEqual({
      armId: `${GROUP}/providers/Microsoft.Network/trafficManagerProfiles/mini-web`,
    });
    const us = ['eu', 'us.apps.example.com', 'Disabled'];
    const eu = ['us', 'eu.apps.example.com', 'Disabled'];
    expect(choices(fleetWith('routing: latency'))).toEqual([
      [...us, 'eastus2'],
      [...eu, 'northeurope'],
    ]);
    expect(choices(fleetWith('routing: weighted-global'))).toEqual([
      [...us, 50],
      [...eu, 50],
    ]);
    expect(choices(fleetWith('routing: failover'))).toEqual([
      [...us, 1],
      [...eu, 2],
    ]);
  });

  it('is moved by a person alone where a person confirms', () => {
    const manual = fleetWith('routing: failover, failover: manual-confirmed');
    expect(choices(manual)).toEqual([
      ['eu', 'us.apps.example.com', 'Enabled', 1],
      ['us', 'eu.apps.example.com', 'Enabled', 2],
    ]);
    expect(objects(manual, ENDPOINT)[0]?.[1].metadata.annotations?.['meridian.dev/move']).toBe(
      "a person, by 'traffic: drained' in clusters/us.yaml",
    );
  });

  it('loses the endpoint of a drained region, and keeps the others as they are', () => {
    const eu = `${(MINI_FILES['clusters/eu.yaml'] ?? '').trimEnd()}\ntraffic: drained\n`;
    const before = choices(fleetWith('routing: failover'));
    expect(choices(fleetWith('routing: failover', { 'clusters/eu.yaml': eu }))).toEqual(before.slice(0, 1));
  });

  it('is what an API server takes', () => {
    for (const routing of ['latency', 'weighted-global', 'failover', 'single']) {
      const { compiled } = fleetWith(`routing: ${routing}`);
      expect(compiled.units.flatMap((unit) => unit.objects).flatMap(validateObject)).toEqual([]);
    }
  });
});
