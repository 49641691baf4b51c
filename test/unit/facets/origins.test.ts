import type { Manifest } from '../../../lib/core/manifest';
import { compileMini, type CompiledFleet } from '../../support/compiled';
import { MINI_FILES, miniApp } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const SUBSCRIPTION = '00000000-0000-4000-8000-000000000001';
const PROFILE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/entry/providers/Microsoft.Cdn/profiles/mini`;
const HOST = 'mini-a1b2.z01.azurefd.net';
const entry = (
  more: string,
): string => `${MINI_FILES['fleet.yaml'] ?? ''}recovery: {healthCheckInterval: 15s, failureThreshold: 2, dnsTtl: 20s}
entry: {frontDoor: {subscription: ${SUBSCRIPTION}, resourceGroup: entry, keeper: us${more}}}
`;
const FLEET = entry(`, endpointHost: ${HOST}`);

function fleetWith(traffic: string, files: Readonly<Record<string, string>> = {}): CompiledFleet {
  const more = `regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {to: [stock]}\ntraffic: {exposure: public, ${traffic}}`;
  return compileMini({ 'fleet.yaml': FLEET, 'apps/web/app.yaml': miniApp('web', 'shop', more), ...files });
}

/** Objects of a kind with the cluster whose tree holds each. */
function objects({ compiled }: CompiledFleet, kind: string): readonly (readonly [string, Manifest])[] {
  return compiled.units.flatMap(({ cluster, objects: all }) =>
    all.filter((object) => object.kind === kind).map((object) => [cluster, object] as const),
  );
}

const specs = (fleet: CompiledFleet, kind: string): readonly unknown[] =>
  objects(fleet, kind).map(([cluster, { spec }]) => [cluster, spec]);

/** What each region is chosen by, with the cluster that keeps it. */
function choices(fleet: CompiledFleet): readonly unknown[] {
  return objects(fleet, 'AfdOrigin').map(([cluster, { spec }]) => {
    const { hostName, priority, weight } = spec as Record<string, unknown>;
    return [cluster, hostName, priority, weight];
  });
}

describe('Front Door', () => {
  it('has one profile and one endpoint, in the tree of its keeper', () => {
    const fleet = fleetWith('routing: latency');
    const owner = { armId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/entry` };
    const common = { azureName: 'mini', location: 'Global' };
    expect(specs(fleet, 'Profile')).toEqual([
      ['us', { ...common, owner, sku: { name: 'Standard_AzureFrontDoor' } }],
    ]);
    expect(specs(fleet, 'AfdEndpoint')).toEqual([
      ['us', { ...common, owner: { armId: PROFILE }, enabledState: 'Enabled' }],
    ]);
  });

  it('takes a host, and asks the Gateways of its regions as often as the recovery times count with', () => {
    const fleet = fleetWith('routing: latency');
    expect(specs(fleet, 'AfdOriginGroup')).toEqual([
      [
        'eu',
        {
          azureName: 'web',
          owner: { armId: PROFILE },
          sessionAffinityState: 'Disabled',
          loadBalancingSettings: {
            sampleSize: 3,
            successfulSamplesRequired: 2,
            additionalLatencyInMilliseconds: 0,
          },
          healthProbeSettings: {
            probeIntervalInSeconds: 15,
            probePath: '/healthz/ready',
            probeProtocol: 'Http',
            probeRequestType: 'GET',
          },
        },
      ],
    ]);
    expect(specs(fleet, 'AfdCustomDomain')).toMatchObject([['eu', { hostName: 'web.apps.example.com' }]]);
    expect(specs(fleet, 'Route')).toMatchObject([
      [
        'eu',
        {
          owner: { armId: `${PROFILE}/afdEndpoints/mini` },
          customDomains: [{ reference: { armId: `${PROFILE}/customDomains/web` } }],
          originGroup: { reference: { armId: `${PROFILE}/originGroups/web` } },
          forwardingProtocol: 'HttpsOnly',
        },
      ],
    ]);
    expect(specs(fleet, 'DNSEndpoint')).toMatchObject([
      ['eu', { endpoints: [{ dnsName: 'web.apps.example.com', recordTTL: 20, targets: [HOST] }] }],
    ]);
  });

  it('has an origin for each region, kept by another, chosen as the app asks for', () => {
    const [us, eu] = ['us.apps.example.com', 'eu.apps.example.com'];
    expect(choices(fleetWith('routing: latency'))).toEqual([
      ['eu', us, 1, 1],
      ['us', eu, 1, 1],
    ]);
    expect(choices(fleetWith('routing: weighted-global'))).toEqual([
      ['eu', us, 1, 50],
      ['us', eu, 1, 50],
    ]);
    expect(choices(fleetWith('routing: failover'))).toEqual([
      ['eu', us, 1, 1],
      ['us', eu, 2, 1],
    ]);
    const [[, origin] = []] = objects(fleetWith('routing: latency'), 'AfdOrigin');
    expect(origin?.['spec']).toMatchObject({
      owner: { armId: `${PROFILE}/originGroups/web` },
      httpPort: 15021,
      httpsPort: 443,
      enforceCertificateNameCheck: true,
    });
  });

  it('moves nobody by itself where a person confirms', () => {
    const manual = fleetWith('routing: failover, failover: manual-confirmed');
    expect(JSON.stringify(specs(manual, 'AfdOriginGroup'))).not.toContain('healthProbeSettings');
    expect(objects(manual, 'AfdOrigin')[0]?.[1].metadata.annotations?.['meridian.dev/move']).toBe(
      "a person, by 'traffic: drained' in clusters/us.yaml",
    );
  });

  it('loses the origin of a drained region, and keeps the others as they are', () => {
    const eu = `${(MINI_FILES['clusters/eu.yaml'] ?? '').trimEnd()}\ntraffic: drained\n`;
    const before = choices(fleetWith('routing: failover'));
    expect(choices(fleetWith('routing: failover', { 'clusters/eu.yaml': eu }))).toEqual(before.slice(0, 1));
  });

  it('finds the Gateway by any name of the domain, and may ask it from anywhere', () => {
    const fleet = fleetWith('routing: latency');
    const [[, gateway] = []] = objects(fleet, 'Gateway').filter(
      ([, { metadata }]) => metadata.name === 'public',
    );
    const { listeners } = gateway?.['spec'] as { listeners: { name: string; hostname: string }[] };
    expect(listeners.map(({ name, hostname }) => `${name} ${hostname}`)).toEqual([
      'https *.apps.example.com',
      'http *.apps.example.com',
    ]);
    const policies = objects(fleet, 'NetworkPolicy').filter(([, { metadata }]) => metadata.name === 'public');
    for (const [, policy] of policies)
      expect(JSON.stringify(policy['spec'])).toContain(
        '{"from":[{"ipBlock":{"cidr":"0.0.0.0/0"}}],"ports":[{"port":15021,"protocol":"TCP"}]}',
      );
    expect(policies).toHaveLength(2);
  });

  it('has no record for a host before Azure has named the endpoint', () => {
    const fleet = fleetWith('routing: latency', { 'fleet.yaml': entry('') });
    expect(objects(fleet, 'AfdCustomDomain')).toHaveLength(1);
    expect(objects(fleet, 'DNSEndpoint')).toEqual([]);
  });

  it('is told what an API server takes', () => {
    for (const routing of ['latency', 'weighted-global', 'failover', 'single']) {
      const { compiled } = fleetWith(`routing: ${routing}`);
      expect(compiled.units.flatMap((unit) => unit.objects).flatMap(validateObject)).toEqual([]);
    }
  });

  it('lets in what carries the ID of its profile, and nothing that went past it', () => {
    const id = '00000000-0000-4000-8000-000000000003';
    const guards = (fleet: CompiledFleet): readonly unknown[] =>
      objects(fleet, 'AuthorizationPolicy')
        .filter(([, { metadata }]) => metadata.namespace === 'istio-ingress')
        .map(([cluster, object]) => [cluster, validateObject(object), object['spec']]);
    const fleet = compileMini({ 'fleet.yaml': entry(`, profileId: ${id}`) });
    const spec = {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public' }],
      action: 'DENY',
      rules: [{ when: [{ key: 'request.headers[x-azure-fdid]', notValues: [id] }] }],
    };
    expect(guards(fleet)).toEqual([
      ['eu', [], spec],
      ['us', [], spec],
    ]);
    expect(guards(compileMini({ 'fleet.yaml': FLEET }))).toEqual([]);
  });
});
