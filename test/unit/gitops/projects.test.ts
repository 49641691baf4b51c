import { compileObjects } from '../../../lib/compile/compile-objects';
import { compile } from '../../../lib/compile/compile';
import type { Unit } from '../../../lib/compile/unit';
import type { JsonObject, Manifest } from '../../../lib/core/manifest';
import {
  APP_KINDS,
  BASELINE_KINDS,
  CHART_KINDS,
  kindName,
  permittedKinds,
} from '../../../lib/gitops/permitted-kinds';
import { buildProjects } from '../../../lib/gitops/projects';
import { BACKED_UP } from '../../support/backed-up';
import {
  MINI_FILES,
  miniApp,
  miniCluster,
  miniFleet,
  miniGkeCluster,
  type MiniFleet,
} from '../../support/mini-fleet';
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
const PATTERNS =
  `argocd-* cert-manager* external-dns* *.argoproj.io *.cert-manager.io *.externaldns.k8s.io *.gateway.networking.k8s.io cluster-autoscaler* istio* karpenter*
kube-prometheus* *.autoscaling.x-k8s.io *.istio.io *.velero.io velero* *.karpenter.k8s.aws *.karpenter.sh *.monitoring.coreos.com`.split(
    /\s+/,
  );

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
    for (const { name } of clusterResourceWhitelist) expect(PATTERNS).toContain(name);
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
        ...['argocd', 'istio-release', 'karpenter', 'monitoring'].map(
          (path) => `registry.example.com/${path}/charts`,
        ),
      ],
      destinations: [
        { name: 'us', namespace: 'argocd' },
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
    const namespaces = ['argocd', 'istio-ingress', 'istio-system', 'monitoring', 'platform', 'stock', 'web'];
    const rights = ['ClusterRole', 'ClusterRoleBinding'];
    const priorities = ['batch', 'overprovisioning', 'tier-1', 'tier-2', 'tier-3'];
    expect(spec['destinations']).toEqual(namespaces.map((namespace) => ({ name: 'us', namespace })));
    expect(spec['clusterResourceWhitelist']).toEqual([
      ...namespaces.map((name) => ({ group: '', kind: 'Namespace', name })),
      ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].flatMap((kind) =>
        policies.map((name) => ({ group: 'admissionregistration.k8s.io', kind, name })),
      ),
      { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'apps' },
      ...['a', 'b'].map((zone) => ({
        group: 'karpenter.sh',
        kind: 'NodePool',
        name: `apps-us-east-1${zone}`,
      })),
      ...rights.map((kind) => ({
        group: 'rbac.authorization.k8s.io',
        kind,
        name: 'meridian-prometheus',
      })),
      ...priorities.map((name) => ({ group: 'scheduling.k8s.io', kind: 'PriorityClass', name })),
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

const multiClusterServices = (kind: string): string => `multiClusterServices: ${kind}\n`;
const ACCESS = 'access: {breakGlass: glass, groups: [{group: sellers, role: view, team: goods}]}\n';

describe('the lists of kinds', () => {
  const DATABASE =
    '{name: db, cidrs: [10.9.0.0/24], port: 5432, host: db.example.net, endpoints: {us-east-1: 10.9.0.4}}';
  const services = [
    '{route53: {hostedZone: Z0123456789MINI}}',
    '{trafficManager: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry}}',
    '{frontDoor: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry, keeper: eu}}',
  ];
  const google = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {gkeGateway: {configCluster: us, addressName: entry, address: 203.0.113.10}}\n`;
  const exporting = ['upstream', 'gke'].map((kind) => ({
    ...(kind === 'gke' ? { 'fleet.yaml': google } : {}),
    'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1, multiClusterServices(kind) + ACCESS),
    'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2, multiClusterServices(kind)),
    'apps/web/app.yaml': miniApp(
      'web',
      'shop',
      'regions: [gcp:us-east1]\ntraffic: {exposure: public}\ncalls: {to: [stock]}',
    ),
    'apps/stock/app.yaml': miniApp(
      'stock',
      'goods',
      'regions: [gcp:us-east1, gcp:europe-west1]\ncalls: {from: [web]}',
    ),
  }));
  const CERTIFICATES = `dnsZone: {provider: aws, account: '444455556666', id: Z0123456789MINI}
baseline:
  ingress-gateway: {certificateIssuer: public}
  cert-manager: {issuers: {public: {server: https://acme.example.com/directory}}}
`;
  const units = services.flatMap((entry, index) => {
    const all = miniFleet({
      files: {
        'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}entry: ${entry}
${CERTIFICATES}`,
        'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace(
          'calls: {from: [web]}',
          `calls: {from: [web], external: [${DATABASE}]}`,
        ),
      },
    });
    const more = miniFleet({ files: exporting[index] ?? {} });
    return [all, more].flatMap((fleet) => [...unitsOf(fleet, 'us'), ...unitsOf(fleet, 'eu')]);
  });
  const held = miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}survive: [region]\n`,
      'clusters/us.yaml': BACKED_UP['clusters/us.yaml'],
      'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2, 'capacityBuffer: capacity-buffer\n'),
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}\ndata: {rto: 3m}',
      ).replace(
        'maxReplicasPerRegion: 4}',
        'maxReplicasPerRegion: 20, start: 40s, resources: {cpu: 1400m, memory: 1Gi}, load: {rpsPerReplica: 50, peakRps: {us-east-1: 300, eu-west-1: 300}}, secrets: [{name: keys, mountPath: /etc/keys}]}',
      ),
    },
  });
  const namespaced = (lane: string): string[] =>
    [...units, ...unitsOf(held, 'us'), ...unitsOf(held, 'eu')]
      .filter((unit) => unit.lane === lane && unit.project !== 'baseline-charts')
      .flatMap((unit) => unit.objects)
      .filter((object) => object.metadata.namespace !== undefined)
      .map(kindName);

  test('hold every kind that compiling gives, so that a kind that leaves one cluster can still be pruned', () => {
    expect(new Set(BASELINE_KINDS)).toEqual(new Set(namespaced('baseline')));
    expect(new Set(APP_KINDS)).toEqual(new Set(namespaced('apps')));
  });

  test('become group and kind, each once, in order', () => {
    expect(
      permittedKinds(['Service', 'HTTPRoute.gateway.networking.k8s.io', 'Deployment.apps', 'Service']),
    ).toEqual([
      { group: '', kind: 'Service' },
      { group: 'apps', kind: 'Deployment' },
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
    ]);
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
