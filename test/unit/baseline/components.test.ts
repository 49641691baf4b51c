import { parse } from 'yaml';
import { COMPONENTS } from '../../../lib/baseline/registry';
import { componentsOf } from '../../../lib/compile/baseline-units';
import { compileObjects } from '../../../lib/compile/compile-objects';
import type { Manifest } from '../../../lib/core/manifest';
import type { Cluster } from '../../../lib/fleet/fleet';
import { BACKED_UP } from '../../support/backed-up';
import { MINI_FILES, miniAksCluster, miniCluster, miniFleet, type MiniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';
import { AWS, ROUTE53, zoned as fleetInZone } from '../../support/zone-fleet';

/** Without it no cluster has the collector. */
const TRACES = `otel-collector: {image: "otel@sha256:${'c'.repeat(64)}", exportUrl: "https://traces.example.com"}`;
const mini = withSettings(`{${TRACES}}`, BACKED_UP);
const zoned = fleetInZone(AWS, ROUTE53, { more: TRACES });
const PRESENT = componentsOf({ ...zoned, cluster: zoned.cluster('us') });

function built(
  name: string,
  { fleet, plan }: MiniFleet = mini,
  cluster: Cluster = mini.cluster('us'),
): readonly Manifest[] {
  const component = COMPONENTS.find((candidate) => candidate.name === name);
  if (component === undefined) throw new Error(`no component ${name}`);
  return compileObjects('test', (scope) => component.build(scope, { fleet, plan, cluster }));
}

function only(objects: readonly Manifest[], kind: string): Manifest {
  const [object, ...more] = objects.filter((candidate) => candidate.kind === kind);
  if (object === undefined || more.length > 0) throw new Error(`not one ${kind}`);
  return object;
}

/** A third cluster of the mini fleet, with a way in of its own. */
function clusterWith(provider: string, entrypoint: string): string {
  return provider === 'aws'
    ? miniCluster('third', 'us-west-2', 3).replace('public-gateway', entrypoint)
    : miniAksCluster('third', 'eastus', 3).replace('istio-gateway', entrypoint);
}

/** A mini fleet with settings for the baseline. */
function withSettings(settings: string, files: Readonly<Record<string, string>> = {}): MiniFleet {
  return miniFleet({
    files: { ...files, 'fleet.yaml': `${MINI_FILES['fleet.yaml']}baseline: ${settings}\n` },
  });
}

describe.each(PRESENT.map((component) => [component.name]))('%s', (name) => {
  test('is not empty, carries the labels of its cluster, and an API server would take it', () => {
    const objects = built(name, zoned, zoned.cluster('us'));
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.flatMap(validateObject)).toEqual([]);
    for (const object of objects) {
      expect(object.metadata.labels).toMatchObject({
        'app.kubernetes.io/managed-by': 'meridian',
        cluster: 'us',
        provider: 'aws',
        region: 'us-east-1',
        environment: 'prod',
        team: 'platform',
      });
    }
  });
});

describe('what differs between clusters', () => {
  const other = miniFleet({
    files: {
      ...BACKED_UP,
      'fleet.yaml': fleetInZone(AWS, '', { more: TRACES }).tree.files.get('fleet.yaml') ?? '',
      'clusters/eu.yaml': BACKED_UP['clusters/eu.yaml']
        .replace('environment: prod', 'environment: staging')
        .replace('ownerTeam: platform', 'ownerTeam: platform-eu')
        .replace('ring: stable', 'ring: canary')
        .replace('criticality: tier-1', 'criticality: tier-3'),
      // An app in two environments names its clusters.
      'apps/stock/app.yaml': MINI_FILES['apps/stock/app.yaml']?.replace(
        /^( *)regions: .*$/m,
        '$&\n$1clusters: [us, eu]',
      ),
    },
  });
  const declared = ['cluster', 'provider', 'region', 'environment', 'team'];

  /** The objects without the labels that say which cluster they are in. */
  function common(name: string, id: string): unknown {
    const objects = JSON.parse(JSON.stringify(built(name, other, other.cluster(id)))) as {
      metadata: { labels: Record<string, string> };
    }[];
    for (const { metadata } of objects)
      for (const label of declared) Reflect.deleteProperty(metadata.labels, label);
    return objects;
  }

  // What says where it is, by its purpose; their own tests say what differs.
  const SPEAKING =
    'argocd-notifications|backups|certificate-issuers|cluster-autoscaler|dashboards|external-dns|istio-east-west|istiod|karpenter|kube-prometheus|mesh-secrets|node-pools|otel-collector|platform-alerts|prometheus|runtime-info|secret-stores'.split(
      '|',
    );
  /** Without the name of the cluster as a destination, and in its break-glass group. */
  const anonymous = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value)
        .replaceAll(/"destination":\{"name":"(us|eu)"/g, '"destination":{"name":""')
        .replaceAll(/breakglass-(us|eu)/g, 'breakglass'),
    );

  test.each(PRESENT.map(({ name }) => [name]).filter(([name = '']) => !SPEAKING.includes(name)))(
    '%s is the same in every cluster but for those labels and the destination',
    (name) => {
      expect(anonymous(common(name, 'eu'))).toEqual(anonymous(common(name, 'us')));
      expect(built(name, other, other.cluster('eu'))).not.toEqual(built(name, other, other.cluster('us')));
    },
  );

  test('runtime-info is what says it', () => {
    expect(only(built('runtime-info', other, other.cluster('eu')), 'ConfigMap')['data']).toEqual({
      fleet: 'mini',
      cluster: 'eu',
      provider: 'aws',
      service: 'eks',
      region: 'eu-west-1',
      geography: 'eu',
      zones: 'eu-west-1a,eu-west-1b',
      environment: 'staging',
      ring: 'canary',
      meshId: 'meridian',
      meshNetwork: 'eu',
      trustDomain: 'cluster.local',
      domain: 'apps.example.com',
      purpose: 'shared-apps',
      criticality: 'tier-3',
      owner: 'platform-eu',
    });
  });
});

describe('the mesh', () => {
  test('takes mutual TLS only', () => {
    const { metadata, spec } = only(built('mesh-security'), 'PeerAuthentication');
    expect(metadata).toMatchObject({ name: 'default', namespace: 'istio-system' });
    expect(spec).toEqual({ mtls: { mode: 'STRICT' } });
  });

  test('is entered from other clusters by pass-through alone', () => {
    const { metadata, spec } = only(built('east-west-gateway'), 'Gateway');
    expect(metadata).toMatchObject({ name: 'cross-network-gateway', namespace: 'istio-system' });
    expect(spec).toEqual({
      selector: { istio: 'eastwestgateway' },
      servers: [
        {
          port: { number: 15443, name: 'tls', protocol: 'TLS' },
          tls: { mode: 'AUTO_PASSTHROUGH' },
          hosts: ['*.local'],
        },
      ],
    });
  });

  test('traces a share and logs failures, as set', () => {
    expect(only(built('telemetry'), 'Telemetry')['spec']).toEqual({
      accessLogging: [
        {
          providers: [{ name: 'envoy' }],
          filter: { expression: 'response.flags != 0 || response.code >= 400' },
        },
      ],
      metrics: [{ providers: [{ name: 'prometheus' }] }],
      tracing: [{ providers: [{ name: 'otel' }], randomSamplingPercentage: 1 }],
    });
  });

  test('logs everything where that is set', () => {
    const set = withSettings(
      `{telemetry: {traceSamplingPercent: 12.5, accessLogErrorsOnly: false}, ${TRACES}}`,
    );
    expect(only(built('telemetry', set, set.cluster('us')), 'Telemetry')['spec']).toMatchObject({
      accessLogging: [{ providers: [{ name: 'envoy' }] }],
      tracing: [{ randomSamplingPercentage: 12.5 }],
    });
    expect(JSON.stringify(built('telemetry', set, set.cluster('us')))).not.toContain('filter');
  });
});

describe('the way in from outside', () => {
  test('ends TLS with the certificate that is set, and lets no route of an app onto plain HTTP', () => {
    const set = withSettings('{ingress-gateway: {certificateSecret: wildcard}}');
    expect(only(built('ingress-gateway', set, set.cluster('us')), 'Gateway')['spec']).toEqual({
      gatewayClassName: 'istio',
      infrastructure: {
        annotations: {
          'service.beta.kubernetes.io/aws-load-balancer-attributes': 'load_balancing.cross_zone.enabled=true',
          'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
          'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
          'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
        },
        parametersRef: { group: '', kind: 'ConfigMap', name: 'public-parameters' },
      },
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: '*.apps.example.com',
          tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'wildcard' }] },
          allowedRoutes: {
            namespaces: {
              from: 'Selector',
              selector: { matchLabels: { 'meridian.dev/exposure': 'public' } },
            },
          },
        },
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname: '*.apps.example.com',
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    });
  });

  test.each([
    ['aws', 'eks', 'internal-alb', 'service.beta.kubernetes.io/aws-load-balancer-scheme', 'internal'],
    ['aws', 'eks', 'nlb', 'service.beta.kubernetes.io/aws-load-balancer-scheme', 'internet-facing'],
    ['azure', 'aks', 'private-ingress', 'service.beta.kubernetes.io/azure-load-balancer-internal', 'true'],
    ['azure', 'aks', 'istio-gateway', 'service.beta.kubernetes.io/azure-load-balancer-internal', undefined],
  ])('of %s/%s with entrypoint %s is as open as that says', (provider, _service, entrypoint, key, value) => {
    const set = miniFleet({ files: { 'clusters/third.yaml': clusterWith(provider, entrypoint) } });
    const gateway = only(built('ingress-gateway', set, set.cluster('third')), 'Gateway');
    const { infrastructure } = gateway['spec'] as unknown as {
      readonly infrastructure: { readonly annotations?: Readonly<Record<string, string>> };
    };
    expect(infrastructure.annotations?.[key]).toBe(value);
  });

  test('has a pod in every zone, and loses one of them at a time', () => {
    const { data } = only(built('ingress-gateway'), 'ConfigMap') as unknown as {
      readonly data: Readonly<Record<string, string>>;
    };
    const read = (key: string): unknown => parse(data[key] ?? '');
    expect(Object.keys(data).sort()).toEqual([
      'deployment',
      'horizontalPodAutoscaler',
      'podDisruptionBudget',
    ]);
    expect(read('horizontalPodAutoscaler')).toEqual({ spec: { minReplicas: 2, maxReplicas: 10 } });
    expect(read('podDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
    expect(read('deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            topologySpreadConstraints: [
              {
                topologyKey: 'topology.kubernetes.io/zone',
                labelSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'public' } },
              },
            ],
          },
        },
      },
    });
  });

  test('sends plain HTTP to HTTPS', () => {
    const route = only(built('ingress-gateway'), 'HTTPRoute');
    expect(route.metadata.namespace).toBe('istio-ingress');
    expect(route['spec']).toEqual({
      parentRefs: [
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', sectionName: 'http' },
      ],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
  });
});

test('priorities fall from tier 1 to the placeholders', () => {
  const classes = built('priority-classes').map(({ metadata, value, preemptionPolicy, globalDefault }) => [
    metadata.name,
    value,
    preemptionPolicy,
    globalDefault,
  ]);
  expect(classes).toEqual([
    ['batch', 0, 'Never', undefined],
    ['overprovisioning', -10, undefined, undefined],
    ['tier-1', 1_000_000, undefined, undefined],
    ['tier-2', 500_000, undefined, undefined],
    ['tier-3', 100_000, undefined, undefined],
  ]);
});
