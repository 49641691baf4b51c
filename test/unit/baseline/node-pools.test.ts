import { COMPONENTS } from '../../../lib/baseline/registry';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { valueAt } from '../../../lib/core/json';
import type { Json, Manifest } from '../../../lib/core/manifest';
import { compilePlan } from '../../support/compiled';
import { MINI_FILES, miniAksCluster, miniCluster, miniFleet, miniGkeCluster } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const ACCOUNT = "account: {id: '111122223333'}\n";

interface Told {
  readonly us: string;
  readonly settings?: string;
}

/** What a component writes for the cluster `us`. */
function built(name: string, { us, settings = '' }: Told): readonly Manifest[] {
  const { fleet, plan, cluster } = miniFleet({
    files: {
      'clusters/us.yaml': us,
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${settings}`,
      'apps/web/app.yaml': undefined,
      'apps/web/releases.yaml': undefined,
      'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '')
        .replace('regions: [aws:us-east-1, aws:eu-west-1]', 'regions: [aws:eu-west-1]')
        .replace('us-east-1: 10, ', '')
        .replace(/ *calls: .*\n/, ''),
    },
  });
  const found = COMPONENTS.find((component) => component.name === name);
  const context = { fleet, plan, cluster: cluster('us') };
  if (found === undefined || found.isIn?.(context) === false) return [];
  return compileObjects('test', (scope) => found.build(scope, context));
}

function aws(nodes: string, more = ACCOUNT): Told {
  return { us: miniCluster('us', 'us-east-1', 1, `nodes: ${nodes}\n${more}`) };
}

const AUTO_MODE: Told = {
  us: miniCluster('us', 'us-east-1', 1, `nodes: eks-auto-mode\n`).replace(
    'networkMode: vpc-cni\n',
    'networkMode: vpc-cni-prefix-delegation\n',
  ),
};

function ofKind(objects: readonly Manifest[], kind: string): readonly Manifest[] {
  return objects.filter((object) => object.kind === kind);
}

/** What a pool asks of a machine, by the label. */
function askedOf(pool: Manifest | undefined): Record<string, Json | undefined> {
  const list = valueAt(pool, 'spec', 'template', 'spec', 'requirements') as Record<string, Json>[];
  return Object.fromEntries(list.map(({ key, values }) => [key as string, values]));
}

describe('pools of nodes', () => {
  const pools = ofKind(built('node-pools', aws('karpenter')), 'NodePool');

  test('are one a zone, as large as the registry says, in whole machines', () => {
    expect(
      pools.map((pool) => [pool.metadata.name, valueAt(pool, 'spec', 'limits'), askedOf(pool)]),
    ).toMatchObject(
      ['a', 'b'].map((zone) => [
        `apps-us-east-1${zone}`,
        { cpu: '32', memory: '128Gi' },
        {
          'topology.kubernetes.io/zone': [`us-east-1${zone}`],
          'kubernetes.io/arch': ['amd64'],
          'karpenter.sh/capacity-type': ['on-demand'],
          'karpenter.k8s.aws/instance-cpu': ['8'],
          'karpenter.k8s.aws/instance-memory': ['32768'],
        },
      ]),
    );
  });

  test('are none where the registry does not say how far a cluster may grow', () => {
    const us = miniCluster('us', 'us-east-1', 1, ACCOUNT).replace(/^capacity: .*\n/m, '');
    expect(built('node-pools', { us })).toEqual([]);
  });

  test('stay where their files are lost, because their nodes would go with them', () => {
    for (const { metadata } of built('node-pools', aws('karpenter')))
      expect(metadata.annotations?.['argocd.argoproj.io/sync-options']).toContain('Prune=false,Delete=false');
  });

  test('are replaced a few at a time, and never in the hours that the fleet names', () => {
    const settings =
      "baseline: {node-pools: {disruption: {nodes: '2', never: [{schedule: 0 8 * * mon-fri, duration: 10h}]}}}\n";
    const [pool] = ofKind(built('node-pools', { ...aws('karpenter'), settings }), 'NodePool');
    expect(valueAt(pool, 'spec', 'disruption', 'budgets')).toEqual([
      { nodes: '2' },
      { nodes: '0', schedule: '0 8 * * mon-fri', duration: '10h' },
    ]);
  });

  test('take what was reserved first', () => {
    const [group] = ['reservations: [{id: cr-0123456789abcdef0, zone: us-east-1a, nodes: 2}]'];
    const us = miniCluster('us', 'us-east-1', 1, ACCOUNT).replace('pods: 58}}', `pods: 58}, ${group}}`);
    const objects = built('node-pools', { us });
    expect(askedOf(ofKind(objects, 'NodePool')[0])['karpenter.sh/capacity-type']).toEqual([
      'reserved',
      'on-demand',
    ]);
    expect(valueAt(ofKind(objects, 'EC2NodeClass')[0], 'spec', 'capacityReservationSelectorTerms')).toEqual([
      { id: 'cr-0123456789abcdef0' },
    ]);
  });

  test('are made of a pinned image, in subnets and security groups that carry the name of the cluster', () => {
    const [nodeClass] = ofKind(built('node-pools', aws('karpenter')), 'EC2NodeClass');
    const tags = { 'karpenter.sh/discovery': 'us' };
    expect(nodeClass).toMatchObject({
      spec: {
        amiSelectorTerms: [{ alias: expect.stringMatching(/^al2023@v\d{8}$/) as unknown }],
        kubelet: { maxPods: 58 },
        role: 'us-nodes',
        securityGroupSelectorTerms: [{ tags }],
        subnetSelectorTerms: [{ tags }],
      },
    });
  });

  test('are the same with EKS Auto Mode and in AKS, but for the class and the labels of machines', () => {
    const auto = built('node-pools', AUTO_MODE);
    expect(auto.map(({ kind }) => kind)).toEqual(['NodePool', 'NodePool']);
    expect(valueAt(auto[0], 'spec', 'template', 'spec', 'nodeClassRef')).toEqual({
      group: 'eks.amazonaws.com',
      kind: 'NodeClass',
      name: 'default',
    });
    expect(askedOf(auto[0])).toMatchObject({ 'eks.amazonaws.com/instance-memory': ['32768'] });
    const aks = built('node-pools', { us: miniAksCluster('us', 'eastus', 1) });
    expect(aks.flatMap(validateObject)).toEqual([]);
    expect(ofKind(aks, 'AKSNodeClass')).toMatchObject([{ spec: { maxPods: 58 } }]);
    expect(askedOf(ofKind(aks, 'NodePool')[0])).toMatchObject({
      'topology.kubernetes.io/zone': ['eastus-1'],
      'karpenter.azure.com/sku-memory': ['32768'],
    });
    expect([auto, aks].map((objects) => valueAt(ofKind(objects, 'NodePool')[0], 'spec', 'limits'))).toEqual(
      [0, 1].map(() => valueAt(pools[0], 'spec', 'limits')),
    );
  });

  test('are of the families that the fleet names for a region', () => {
    const settings = `overlays:
  - match: {region: us-east-1}
    baseline: {node-pools: {families: [m]}}
`;
    const category = 'karpenter.k8s.aws/instance-category';
    expect(
      askedOf(ofKind(built('node-pools', { ...aws('karpenter'), settings }), 'NodePool')[0])[category],
    ).toEqual(['m']);
    expect(askedOf(pools[0])[category]).toEqual(['c', 'm', 'r']);
    expect(
      askedOf(ofKind(built('node-pools', { us: miniAksCluster('us', 'eastus', 1) }), 'NodePool')[0]),
    ).toMatchObject({
      'karpenter.azure.com/sku-family': ['D', 'E', 'F'],
    });
  });

  test('are left to the provider where it keeps the bounds itself', () => {
    const gke = { us: miniGkeCluster('us', 'us-east1', 1).replace('-multicluster', '') };
    for (const name of ['cluster-autoscaler', 'karpenter', 'node-pools'])
      expect(built(name, gke)).toEqual([]);
  });
});

describe('what starts nodes', () => {
  function valuesOf(objects: readonly Manifest[]): Json | undefined {
    return valueAt(objects[0], 'spec', 'source', 'helm', 'valuesObject');
  }

  test('is Karpenter, which knows the cluster, the queue and what a machine gives', () => {
    const values = valuesOf(built('karpenter', aws('karpenter')));
    // 32 GiB are 32768 MiB: 30 GiB for pods, 993 MiB for the kubelet, and what is left is 3.2 %.
    expect(valueAt(values, 'settings')).toMatchObject({
      clusterName: 'us',
      interruptionQueue: 'us-interruptions',
      vmMemoryOverheadPercent: 0.032,
      featureGates: { capacityBuffer: false, reservedCapacity: true },
    });
    const buffered = valuesOf(
      built('karpenter', aws('karpenter', `${ACCOUNT}capacityBuffer: capacity-buffer\n`)),
    );
    expect(valueAt(buffered, 'settings', 'featureGates', 'capacityBuffer')).toBe(true);
  });

  test('is not installed where EKS runs it, nor where groups of nodes are made larger', () => {
    expect(built('karpenter', AUTO_MODE)).toEqual([]);
    expect(built('karpenter', aws('managed-node-groups'))).toEqual([]);
    expect(built('node-pools', aws('managed-node-groups'))).toEqual([]);
  });

  test('is the cluster autoscaler for groups of nodes, with what all of them may be together', () => {
    expect(built('cluster-autoscaler', aws('karpenter'))).toEqual([]);
    expect(valuesOf(built('cluster-autoscaler', aws('managed-node-groups')))).toMatchObject({
      autoDiscovery: { clusterName: 'us' },
      awsRegion: 'us-east-1',
      extraArgs: { 'cores-total': '0:64', 'max-nodes-total': 8, 'memory-total': '0:256' },
    });
  });

  test.each([
    ['karpenter', 'aws:ResourceTag/kubernetes.io/cluster/us'],
    ['managed-node-groups', 'aws:ResourceTag/k8s.io/cluster-autoscaler/us'],
  ])('may take away what belongs to its cluster, and no other machine: %s', (nodes, tag) => {
    const { plan } = miniFleet({ files: { 'clusters/us.yaml': aws(nodes).us } });
    const { files } = compilePlan(plan).compiled;
    const path = `permissions/us/baseline/${nodes === 'karpenter' ? nodes : 'cluster-autoscaler'}.json`;
    const file = files.find((candidate) => candidate.path === path);
    const content = file !== undefined && 'json' in file.content ? file.content.json : {};
    const [policy] = valueAt(content, 'Resources', 'Role', 'Properties', 'Policies') as Json[];
    const statements = valueAt(policy, 'PolicyDocument', 'Statement') as Record<string, Json>[];
    const deadly = statements.filter(({ Action }) => JSON.stringify(Action).includes('Terminate'));
    expect(deadly).toHaveLength(1);
    expect(valueAt(deadly[0]?.['Condition'], 'StringEquals', tag)).toBe('owned');
    const changing = statements.filter(
      ({ Action }) => !/:(Describe|Get|List|Receive|Delete)/.test(String(Action)),
    );
    expect(changing.filter(({ Resource }) => String(Resource) === '*').map(({ Sid }) => Sid)).toEqual(
      nodes === 'karpenter' ? [] : ['SizeOwnGroups'],
    );
  });
});
