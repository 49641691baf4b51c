import { compileObjects } from '../../../lib/compile/compile-objects';
import type { Manifest } from '../../../lib/core/manifest';
import {
  buildPlatformNamespace,
  buildWorkloadNamespace,
  PLATFORM_NAMESPACES,
} from '../../../lib/namespaces/namespace-unit';
import { PUBLIC_HTTPS } from '../../../lib/providers/provider';
import { RESERVED_NAMESPACES } from '../../../lib/plan/names';
import type { NamespacePlan } from '../../../lib/plan/plan';
import { MINI_FILES, miniCluster, miniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const { fleet, plan, cluster } = miniFleet();

function planned(name: string, id = 'us'): NamespacePlan {
  const found = plan.namespaces.find((entry) => entry.name === name && entry.cluster.id === id);
  if (found === undefined) throw new Error(`no namespace ${name} in ${id}`);
  return found;
}

function workload(namespace: NamespacePlan): readonly Manifest[] {
  return compileObjects('test', (scope) => buildWorkloadNamespace(scope, { fleet, plan, namespace }));
}

function find(objects: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

const LABELS = {
  'app.kubernetes.io/managed-by': 'meridian',
  cluster: 'us',
  provider: 'aws',
  region: 'us-east-1',
  environment: 'prod',
  namespace: 'web',
  service: 'web',
  team: 'shop',
  criticality: 'tier-2',
  cell: 'default',
};

const RESTRICTED = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'v1.35',
  'pod-security.kubernetes.io/audit': 'restricted',
  'pod-security.kubernetes.io/audit-version': 'v1.35',
  'pod-security.kubernetes.io/warn': 'restricted',
  'pod-security.kubernetes.io/warn-version': 'v1.35',
};

describe('a namespace of workloads', () => {
  const objects = workload(planned('web'));

  test('is guarded, restricted, in the mesh, and marked where public routes may come from it', () => {
    expect(find(objects, 'Namespace', 'web')).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'web',
        labels: { ...LABELS, ...RESTRICTED, 'istio-injection': 'enabled', 'meridian.dev/exposure': 'public' },
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
    });
  });

  test('without a public app has no mark for routes', () => {
    const labels = find(workload(planned('stock')), 'Namespace', 'stock')?.metadata.labels;
    expect(labels).not.toHaveProperty(['meridian.dev/exposure']);
  });

  test('that is released has no guard, so that the next step may prune it', () => {
    const released = workload({ ...planned('web'), guarded: false });
    expect(find(released, 'Namespace', 'web')?.metadata).not.toHaveProperty('annotations');
  });

  test('has the quota of its plan, and defaults for containers that name nothing', () => {
    const { quota } = planned('web');
    expect(find(objects, 'ResourceQuota', 'quota')?.['spec']).toEqual({ hard: quota });
    expect(Object.keys(quota)).toEqual(['limits.memory', 'pods', 'requests.cpu', 'requests.memory']);
    expect(find(objects, 'LimitRange', 'defaults')?.['spec']).toEqual({
      limits: [
        { type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } },
      ],
    });
  });

  test('closes both ways, and opens three ways out and one in', () => {
    const policies = objects.filter((object) => object.kind === 'NetworkPolicy');
    expect(policies.map((policy) => policy.metadata.name)).toEqual([
      'allow-dns',
      'allow-east-west',
      'allow-istiod',
      'allow-metrics',
      'default-deny',
    ]);
    expect(find(objects, 'NetworkPolicy', 'default-deny')?.['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Egress', 'Ingress'],
    });
    expect(find(objects, 'NetworkPolicy', 'allow-east-west')?.['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.2.255.0/28' } }], ports: [{ port: 15443, protocol: 'TCP' }] }],
    });
  });

  test('opens the way to the cloud, its public and its private addresses, for the apps alone that may ask it', () => {
    for (const more of [
      '  identity: {cloudPermissionsProfile: web-prod}\n',
      'workloadIdentity: {app: web, environment: prod, requiredPermissions: [{read-secret: web/token}]}\n',
    ]) {
      const asking = miniFleet({
        files: {
          'apps/web/app.yaml': `${MINI_FILES['apps/web/app.yaml'] ?? ''}${more}`,
          'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace(
            'networks:',
            'networks:\n  privateEndpoints: [10.1.9.0/24]',
          ),
        },
      });
      const built = asking.plan.namespaces
        .filter((namespace) => namespace.cluster.id === 'us')
        .flatMap((namespace) => workload(namespace));
      expect(
        built
          .filter(({ metadata }) => metadata.name === 'allow-cloud')
          .map(({ metadata, spec }) => [metadata.namespace, spec]),
      ).toEqual([
        [
          'web',
          {
            podSelector: {
              matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['web'] }],
            },
            policyTypes: ['Egress'],
            egress: [
              { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ port: 80, protocol: 'TCP' }] },
              {
                to: [{ ipBlock: { cidr: PUBLIC_HTTPS.cidr, except: PUBLIC_HTTPS.except } }],
                ports: [{ port: 443, protocol: 'TCP' }],
              },
              { to: [{ ipBlock: { cidr: '10.1.9.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }] },
            ],
          },
        ],
      ]);
    }
  });

  test('lets Prometheus ask the agents of the proxies, and nobody else', () => {
    expect(find(objects, 'NetworkPolicy', 'allow-metrics')?.['spec']).toEqual({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
              podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
            },
          ],
          ports: [{ port: 15020, protocol: 'TCP' }],
        },
      ],
    });
  });

  test('asks for names at the Service where nodes answer themselves', () => {
    const auto = (MINI_FILES['clusters/us.yaml'] ?? '').replace(
      'vpc-cni',
      'vpc-cni-prefix-delegation\nnodes: eks-auto-mode',
    );
    const { fleet: mini, plan: all } = miniFleet({ files: { 'clusters/us.yaml': auto } });
    const [namespace] = all.namespaces.filter((entry) => entry.cluster.id === 'us' && entry.name === 'web');
    if (namespace === undefined) throw new Error('no namespace');
    const built = compileObjects('test', (scope) =>
      buildWorkloadNamespace(scope, { fleet: mini, plan: all, namespace }),
    );
    expect(JSON.stringify(find(built, 'NetworkPolicy', 'allow-dns'))).toContain('"cidr":"172.20.0.10/32"');
  });

  test('leaves out the exceptions of a public endpoint', () => {
    const irsa = miniFleet({
      files: {
        'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '').replace('eks-pod-identity', 'irsa'),
        'apps/web/app.yaml': `${MINI_FILES['apps/web/app.yaml'] ?? ''}  identity: {cloudPermissionsProfile: x}\n`,
      },
    });
    const [namespace] = irsa.plan.namespaces.filter(
      (entry) => entry.cluster.id === 'us' && entry.name === 'web',
    );
    if (namespace === undefined) throw new Error('no namespace');
    const built = compileObjects('test', (scope) =>
      buildWorkloadNamespace(scope, { fleet: irsa.fleet, plan: irsa.plan, namespace }),
    );
    const { egress } = find(built, 'NetworkPolicy', 'allow-cloud')?.['spec'] as {
      egress: { to: { ipBlock: { cidr: string; except: string[] } }[] }[];
    };
    expect(egress[0]?.to[0]?.ipBlock.cidr).toBe('0.0.0.0/0');
    expect(egress[0]?.to[0]?.ipBlock.except).toContain('10.0.0.0/8');
  });

  test('opens no way where there is nothing at its end', () => {
    const alone = miniFleet({
      files: {
        'clusters/eu.yaml': undefined,
        'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace(
          /, (aws:eu-west-1|eu-west-1: 10)/g,
          '',
        ),
      },
    });
    const namespace = planned('web');
    const names = compileObjects('test', (scope) =>
      buildWorkloadNamespace(scope, { fleet: alone.fleet, plan: alone.plan, namespace }),
    ).map((object) => object.metadata.name);
    expect(names).not.toContain('allow-east-west');
    expect(names).toContain('allow-istiod');
  });

  test('opens no way to a cluster whose addresses nobody wrote down', () => {
    const text = miniCluster('eu', 'eu-west-1', 2).replace(/networks:\n( {2}.*\n)+/, '');
    const { fleet: partial, plan: partialPlan } = miniFleet({ files: { 'clusters/eu.yaml': text } });
    const names = compileObjects('test', (scope) =>
      buildWorkloadNamespace(scope, { fleet: partial, plan: partialPlan, namespace: planned('web') }),
    ).map((object) => object.metadata.name);
    expect(names).not.toContain('allow-east-west');
  });

  test('has the same labels on everything, and no object that an API server would refuse', () => {
    for (const object of objects) {
      expect(object.metadata.labels).toMatchObject(LABELS);
      expect(validateObject(object)).toEqual([]);
    }
  });
});

describe('the namespaces of the platform', () => {
  const built = PLATFORM_NAMESPACES.map((namespace) =>
    compileObjects('test', (scope) =>
      buildPlatformNamespace(scope, { fleet, plan, cluster: cluster('us'), namespace }),
    ),
  );

  test('are a guarded Namespace each', () => {
    for (const objects of built) {
      const [namespace, ...others] = objects.filter((object) => object.kind === 'Namespace');
      expect(others).toEqual([]);
      expect(namespace?.metadata.annotations).toEqual({
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      });
      expect(objects.flatMap(validateObject)).toEqual([]);
    }
  });

  test.each([
    ['istio-ingress', { 'pod-security.kubernetes.io/enforce': 'baseline', 'istio-injection': 'enabled' }],
    [
      'istio-system',
      { 'pod-security.kubernetes.io/enforce': 'privileged', 'topology.istio.io/network': 'us' },
    ],
    ['platform', RESTRICTED],
  ])('%s', (name, labels) => {
    const object = find(built.flat(), 'Namespace', name);
    expect(object?.metadata.labels).toMatchObject({
      ...labels,
      namespace: name,
      team: 'platform',
      cluster: 'us',
    });
  });

  test('are all refused to apps', () => {
    expect(RESERVED_NAMESPACES).toEqual(expect.arrayContaining(PLATFORM_NAMESPACES.map(({ name }) => name)));
  });
});
