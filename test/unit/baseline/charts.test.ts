import { COMPONENTS } from '../../../lib/baseline/registry';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { valueAt } from '../../../lib/core/json';
import type { Json, Manifest } from '../../../lib/core/manifest';
import { istiodValues } from '../../../lib/simulate/traffic/compiled-objects';
import { readMeshSettings } from '../../../lib/simulate/traffic/mesh-settings';
import { MINI_FILES, miniFleet, type MiniFleet } from '../../support/mini-fleet';

const mini = miniFleet();

function charts(
  component: string,
  { fleet, plan, cluster }: MiniFleet = mini,
  id = 'us',
): readonly Manifest[] {
  const found = COMPONENTS.find(({ name }) => name === component);
  if (found === undefined) throw new Error(`no component ${component}`);
  return compileObjects('test', (scope) => found.build(scope, { fleet, plan, cluster: cluster(id) }));
}

function chart(component: string, from?: MiniFleet, id?: string): Manifest {
  const [object, ...more] = charts(component, from, id);
  if (object === undefined || more.length > 0) throw new Error(`not one Application of ${component}`);
  return object;
}

function valuesOf(application: Manifest, ...path: string[]): Json | undefined {
  return valueAt(application, 'spec', 'source', 'helm', 'valuesObject', ...path);
}

function withMesh(mesh: string, more = ''): MiniFleet {
  return miniFleet({ files: { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${more}mesh: ${mesh}\n` } });
}

function withVersions(ring: string, istio: string): MiniFleet {
  return miniFleet({ files: { [`versions/${ring}.yaml`]: `ring: ${ring}\nistio: ${istio}\n` } });
}

describe('the charts of Istio', () => {
  const components = ['istio-base', 'istio-cni', 'istio-east-west', 'istiod'];

  test.each(components)(
    '%s: a pinned release, out of the mirror of the region, for this cluster alone',
    (name) => {
      const mirrored = miniFleet({
        files: {
          'fleet.yaml': `${(MINI_FILES['fleet.yaml'] ?? '').replace(
            '{name: main, host: registry.example.com}',
            '{name: main, host: registry.example.com, mirrors: {us-east-1: us.example.com}}',
          )}mesh: {path: mirror/istio}\n`,
        },
      });
      expect(chart(name, mirrored)['spec']).toMatchObject({
        project: 'charts',
        source: { repoURL: 'us.example.com/mirror/istio/charts', targetRevision: '1.31.1' },
        destination: { name: 'us', namespace: 'istio-system' },
      });
      expect(valueAt(chart(name, mirrored, 'eu')['spec'] as Json, 'source', 'repoURL')).toBe(
        'registry.example.com/mirror/istio/charts',
      );
    },
  );

  test.each(components)('%s leaves alone what istiod writes into webhooks, while syncing too', (name) => {
    const { spec } = chart(name) as { spec?: Json };
    expect(spec).toMatchObject({
      ignoreDifferences: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].map((kind) => ({
        group: 'admissionregistration.k8s.io',
        kind,
        jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
      })),
    });
    expect(valueAt(spec, 'syncPolicy', 'syncOptions')).toContain('RespectIgnoreDifferences=true');
  });

  test('keep the definitions, the nodes and the gateway where a file is lost, and let only a control plane go', () => {
    const guard = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };
    for (const name of components.filter((component) => component !== 'istiod')) {
      expect(chart(name).metadata.annotations).toEqual(guard);
      expect(chart(name).metadata).not.toHaveProperty('finalizers');
    }
    expect(chart('istiod').metadata).toMatchObject({
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
  });
});

describe('istiod', () => {
  test('is told mesh, cluster, network and trust domain by the registry', () => {
    const named = withMesh('{id: shop, trustDomain: mesh.example.com}');
    expect(valuesOf(chart('istiod', named, 'eu'))).toMatchObject({
      revision: '1-31-1',
      global: {
        hub: 'registry.example.com/istio-release',
        tag: '1.31.1',
        meshID: 'shop',
        network: 'eu',
        multiCluster: { clusterName: 'eu' },
      },
      meshConfig: { trustDomain: 'mesh.example.com' },
    });
  });

  test('waits for the CA that all clusters share', () => {
    expect(valuesOf(chart('istiod'))).toMatchObject({
      volumes: [{ name: 'required-cacerts', secret: { secretName: 'cacerts' } }],
      volumeMounts: [{ name: 'required-cacerts', readOnly: true }],
    });
  });

  test('is what the simulator reads: localities on, only ready endpoints sent, the platform kept at home', () => {
    const settings = readMeshSettings(istiodValues([...charts('istio-base'), ...charts('istiod')]));
    expect(settings).toMatchObject({
      localityLbSetting: { enabled: true },
      rootNamespace: 'istio-system',
      sendsUnhealthy: false,
    });
    expect(settings.isClusterLocal('tools.platform.svc.cluster.local')).toBe(true);
    expect(settings.isClusterLocal('stock.stock.svc.cluster.local')).toBe(false);
  });
});

describe('an upgrade', () => {
  const before = withVersions('stable', '{active: 1.31.1, installed: [1.31.1, 1.31.2]}');
  const after = withVersions('stable', '{active: 1.31.2, installed: [1.31.1, 1.31.2]}');

  test('puts the new control plane beside the old one, and nothing joins it', () => {
    const [old, beside] = charts('istiod', before);
    expect([old, beside].map((application) => application?.metadata.name)).toEqual([
      'chart-istiod-1-31-1',
      'chart-istiod-1-31-2',
    ]);
    expect(old && valuesOf(old, 'revisionTags')).toEqual(['default']);
    expect(beside && valuesOf(beside, 'revisionTags')).toEqual([]);
    expect(beside && valuesOf(beside, 'global', 'tag')).toBe('1.31.2');
  });

  test('moves the tag by one value, and the tag is never pruned on its way', () => {
    const tags = charts('istiod', after).map((application) => valuesOf(application, 'revisionTags'));
    expect(tags).toEqual([[], ['default']]);
    for (const application of charts('istiod', after)) {
      expect(valuesOf(application, 'sidecarInjectorWebhookAnnotations')).toEqual({
        'argocd.argoproj.io/sync-options': 'Prune=false',
      });
    }
  });

  test('brings the newest definitions first, and nodes and gateway with the tag', () => {
    const version = (component: string, from: MiniFleet): Json | undefined =>
      valueAt(chart(component, from), 'spec', 'source', 'targetRevision');
    const components = ['istio-base', 'istio-cni', 'istio-east-west'];
    expect(components.map((name) => version(name, before))).toEqual(['1.31.2', '1.31.1', '1.31.1']);
    expect(components.map((name) => version(name, after))).toEqual(['1.31.2', '1.31.2', '1.31.2']);
    expect(valuesOf(chart('istio-base', before), 'defaultRevision')).toBe('1-31-1');
    expect(valuesOf(chart('istio-base', after), 'defaultRevision')).toBe('1-31-2');
  });

  test('reaches one ring and no other', () => {
    const ring = withVersions('canary', '{active: 1.31.2}');
    expect(valueAt(chart('istio-cni', ring), 'spec', 'source', 'targetRevision')).toBe('1.31.1');
  });
});

test('the east-west gateway announces its network, behind a load balancer that the internet does not reach', () => {
  expect(valuesOf(chart('istio-east-west'))).toMatchObject({
    name: 'istio-eastwestgateway',
    networkGateway: 'us',
    service: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' } },
    autoscaling: { minReplicas: 2 },
  });
});

test('the agent on the nodes keeps out of the namespaces of the platform', () => {
  expect(valuesOf(chart('istio-cni'), 'excludeNamespaces')).toEqual(['istio-system', 'kube-system']);
});

describe('what cannot be', () => {
  test.each([['{registry: nowhere}', 'fleet/unknown-reference']])('%s is refused', (mesh, code) => {
    expect(() => withMesh(mesh)).toThrow(code);
  });

  test.each([
    ['nowhere', '{active: 1.31.1}', 'fleet/unknown-reference'],
    ['stable', '{active: 1.31.2, installed: [1.31.1]}', 'fleet/unknown-reference'],
    ['stable', '{active: 1.30.4}', 'fleet/unsupported-version'],
    ['stable', '{active: 1.31.1, installed: [1.31.1, 1.31.1]}', 'fleet/duplicate-name'],
  ])('in ring %s, %s is refused', (ring, istio, code) => {
    expect(() => withVersions(ring, istio)).toThrow(code);
  });

  test('the release after the target is taken, beside the target', () => {
    const next = withVersions('stable', '{active: 1.31.1, installed: [1.31.1, 1.32.0]}');
    expect(valueAt(chart('istio-base', next), 'spec', 'source', 'targetRevision')).toBe('1.32.0');
  });
});
