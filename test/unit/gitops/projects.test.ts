import { compileObjects } from '../../../lib/compile/compile-objects';
import { compile } from '../../../lib/compile/compile';
import type { Unit } from '../../../lib/compile/unit';
import type { JsonObject, Manifest } from '../../../lib/core/manifest';
import { APP_KINDS, BASELINE_KINDS, CHART_KINDS, permittedKinds } from '../../../lib/gitops/permitted-kinds';
import { buildProjects } from '../../../lib/gitops/projects';
import { MINI_FILES, miniFleet, type MiniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';
import { POLICY_RULE_NAMES } from '../../../lib/policy/registry';

function unitsOf({ plan }: MiniFleet, id: string): readonly Unit[] {
  const { units } = compile(plan, { resources: {}, twice: false, report: () => undefined });
  return units.filter((unit) => unit.cluster === id);
}

function projectsOf(mini: MiniFleet, id: string, units = unitsOf(mini, id)): readonly Manifest[] {
  return compileObjects('test', (scope) => buildProjects(scope, mini.plan, mini.cluster(id), units));
}

function specOf(projects: readonly Manifest[], name: string): JsonObject {
  const project = projects.find((object) => object.metadata.name === name);
  if (project === undefined) throw new Error(`no project ${name}`);
  return project['spec'] as JsonObject;
}

const mini = miniFleet();
const TOMBSTONES = `apps:
  - {name: gone, owner: former, namespace: gone, clusters: [us], kinds: [CronJob.batch, Secret]}
namespaces:
  - name: gone
    owner: former
    criticality: tier-2
    cell: default
    state: removed
    quota: {us: {limits.memory: 1Gi, pods: "4", requests.cpu: "1", requests.memory: 1Gi}}
`;

/** What the charts hold for the cluster as a whole is named after the chart, or after the group of a definition. */
const CHARTS =
  'argocd- cert-manager cluster-autoscaler external-dns external-secrets istio karpenter kube-prometheus *metrics-server system:metrics-server velero';
const GROUPS =
  'argoproj.io autoscaling.x-k8s.io cert-manager.io external-secrets.io externaldns.k8s.io gateway.networking.k8s.io istio.io karpenter.k8s.aws karpenter.sh monitoring.coreos.com velero.io';
const PATTERNS = [
  ...CHARTS.split(' ').map((chart) => `${chart}*`),
  ...GROUPS.split(' ').map((group) => `*.${group}`),
];

describe('the projects of a cluster', () => {
  const projects = projectsOf(mini, 'us');

  test('are three for the baseline and its charts, and one a team that has a unit there', () => {
    const common = ['baseline', 'baseline-charts', 'charts'];
    expect(projects.map((project) => project.metadata.name)).toEqual([...common, 'team-goods', 'team-shop']);
    expect(projectsOf(mini, 'eu').map((project) => project.metadata.name)).toEqual([...common, 'team-goods']);
  });

  test('are guarded, come before the ApplicationSets, and would be taken by an API server', () => {
    for (const project of projects) {
      expect(project.metadata).toMatchObject({
        namespace: 'argocd',
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          'argocd.argoproj.io/sync-wave': '-1',
        },
      });
      expect(validateObject(project)).toEqual([]);
    }
  });

  test('permit nothing by a pattern, but for what the charts name after themselves', () => {
    const patterns = projects.filter((project) => /[*!]/.test(JSON.stringify(project)));
    expect(patterns.map((project) => project.metadata.name)).toEqual(['charts']);
    const { clusterResourceWhitelist } = specOf(projects, 'charts') as {
      clusterResourceWhitelist: { name: string }[];
    };
    for (const { name } of clusterResourceWhitelist.filter((one) => one.name.includes('*')))
      expect(PATTERNS).toContain(name);
  });

  test('give the Applications of charts a project of their own, and what the charts hold another', () => {
    expect(specOf(projects, 'baseline-charts')).toMatchObject({
      destinations: [{ name: 'us', namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: permittedKinds(['Application.argoproj.io']),
    });
    expect(specOf(projects, 'charts')).toMatchObject({
      sourceRepos: [
        'oci://registry.example.com/gateway-api',
        ...['argocd', 'external-secrets', 'istio-release', 'karpenter', 'metrics-server', 'monitoring'].map(
          (path) => `registry.example.com/${path}/charts`,
        ),
      ],
      destinations: [
        { name: 'us', namespace: 'argocd' },
        { name: 'us', namespace: 'external-secrets' },
        { name: 'us', namespace: 'istio-system' },
        { name: 'us', namespace: 'kube-system' },
        { name: 'us', namespace: 'monitoring' },
      ],
      namespaceResourceWhitelist: permittedKinds(CHART_KINDS),
    });
  });

  test('take from the one repository', () => {
    for (const { metadata } of projects.filter((project) => project.metadata.name !== 'charts')) {
      expect(specOf(projects, metadata.name)['sourceRepos']).toEqual(['https://git.example.com/mini.git']);
    }
  });

  test('give a team its namespaces and the kinds of apps, and nothing of the cluster as a whole', () => {
    expect(specOf(projects, 'team-shop')).toMatchObject({
      destinations: [{ name: 'us', namespace: 'web' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: permittedKinds(APP_KINDS),
    });
  });

  test('give the baseline each namespace and each cluster-wide object by its name', () => {
    const spec = specOf(projects, 'baseline');
    const policies = POLICY_RULE_NAMES.map((name) => `${name}.meridian.dev`).sort();
    const namespaces = [
      'argocd',
      'external-secrets',
      'istio-ingress',
      'istio-system',
      'monitoring',
      'platform',
      'stock',
      'web',
    ];
    const priorities = ['batch', 'overprovisioning', 'tier-1', 'tier-2', 'tier-3'];
    expect(spec['destinations']).toEqual(namespaces.map((namespace) => ({ name: 'us', namespace })));
    expect(spec['clusterResourceWhitelist']).toEqual([
      ...namespaces.map((name) => ({ group: '', kind: 'Namespace', name })),
      ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].flatMap((kind) =>
        policies.map((name) => ({ group: 'admissionregistration.k8s.io', kind, name })),
      ),
      ...['apps', 'platform'].map((name) => ({
        group: 'external-secrets.io',
        kind: 'ClusterSecretStore',
        name,
      })),
      { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'apps' },
      ...['a', 'b'].map((zone) => ({
        group: 'karpenter.sh',
        kind: 'NodePool',
        name: `apps-us-east-1${zone}`,
      })),
      ...['operate', 'prometheus', 'view-cluster', 'view-kinds'].map((name) => ({
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: `meridian-${name}`,
      })),
      ...['break-glass', 'prometheus'].map((name) => ({
        group: 'rbac.authorization.k8s.io',
        kind: 'ClusterRoleBinding',
        name: `meridian-${name}`,
      })),
      ...priorities.map((name) => ({ group: 'scheduling.k8s.io', kind: 'PriorityClass', name })),
      { group: 'storage.k8s.io', kind: 'StorageClass', name: 'meridian-gp3' },
    ]);
    expect(spec['namespaceResourceWhitelist']).toEqual(permittedKinds(BASELINE_KINDS));
  });

  test('permit a kind that only one unit of a team holds', () => {
    const extra = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'x', namespace: 'web-jobs' } };
    const units = unitsOf(mini, 'us').map((unit) =>
      unit.name === 'web' ? { ...unit, objects: [...unit.objects, extra] } : unit,
    );
    const spec = specOf(projectsOf(mini, 'us', units), 'team-shop');
    expect(spec['namespaceResourceWhitelist']).toContainEqual({ group: 'batch', kind: 'CronJob' });
    expect(spec['destinations']).toContainEqual({ name: 'us', namespace: 'web-jobs' });
  });

  test('keep what a tombstone still needs: project, namespace, kinds, and the Namespace itself', () => {
    const removed = miniFleet({ files: { 'tombstones.yaml': TOMBSTONES } });
    const kept = projectsOf(removed, 'us');
    expect(specOf(kept, 'team-former')).toMatchObject({
      destinations: [{ name: 'us', namespace: 'gone' }],
      namespaceResourceWhitelist: permittedKinds([...APP_KINDS, 'CronJob.batch', 'Secret']),
    });
    const baseline = specOf(kept, 'baseline');
    expect(baseline['destinations']).toContainEqual({ name: 'us', namespace: 'gone' });
    expect(baseline['clusterResourceWhitelist']).toContainEqual({
      group: '',
      kind: 'Namespace',
      name: 'gone',
    });
    expect(projectsOf(removed, 'eu').map((project) => project.metadata.name)).not.toContain('team-former');
  });

  test('keep the namespace that an app left, and the kinds that it no longer has', () => {
    const files = {
      'tombstones.yaml': `apps:
  - {name: web, owner: former, namespace: old, clusters: [us], kinds: [CronJob.batch]}
namespaces:
  - name: shops
    owner: shop
    criticality: tier-2
    cell: default
    state: kept
    quota: {us: {limits.memory: 1Gi, pods: "4", requests.cpu: "1", requests.memory: 1Gi}}
`,
    };
    const moved = miniFleet({ files });
    expect(specOf(projectsOf(moved, 'us'), 'team-shop')).toMatchObject({
      destinations: ['old', 'shops', 'web'].map((namespace) => ({ name: 'us', namespace })),
      namespaceResourceWhitelist: permittedKinds([...APP_KINDS, 'CronJob.batch']),
    });
    expect(moved.diagnostics).toEqual([]);
    expect(unitsOf(moved, 'us').find((unit) => unit.name === 'web')?.state).toBe('active');
  });
});

test('units of two apps of one owner share a project with both namespaces', () => {
  const shared = miniFleet({
    files: {
      'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace('owner: goods', 'owner: shop'),
    },
  });
  expect(specOf(projectsOf(shared, 'us'), 'team-shop')['destinations']).toEqual([
    { name: 'us', namespace: 'stock' },
    { name: 'us', namespace: 'web' },
  ]);
});
