import type { Manifest } from '../../../../lib/core/manifest';
import { ISTIO_1_31 } from '../../../../lib/simulate/traffic/istio-version';
import {
  trafficPolicy,
  type PolicySources,
  type TrafficPolicy,
} from '../../../../lib/simulate/traffic/locality-policy';
import { readMeshSettings } from '../../../../lib/simulate/traffic/mesh-settings';
import { selectRules, type RuleQuestion } from '../../../../lib/simulate/traffic/select-rule';

const HOST = 'stock.goods.svc.cluster.local';

function rule(name: string, namespace: string, spec: object = {}): Manifest {
  const kind = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' };
  return { ...kind, metadata: { name, namespace }, spec: { host: HOST, ...spec } };
}

function chosen(rules: readonly Manifest[], more: Partial<RuleQuestion> = {}): readonly string[] {
  return selectRules({
    host: HOST,
    clientNamespace: 'web',
    clientLabels: { app: 'web' },
    serviceNamespace: 'goods',
    rootNamespace: 'istio-system',
    rulesIn: (namespace) => rules.filter(({ metadata }) => metadata.namespace === namespace),
    ...more,
  }).map(({ metadata }) => metadata.name);
}

describe('the rule that a client obeys', () => {
  const all = [
    rule('root', 'istio-system'),
    rule('goods', 'goods'),
    rule('web', 'web'),
    rule('else', 'other'),
  ];

  test('is that of its own namespace, then of the service, then of the root', () => {
    expect(chosen(all)).toEqual(['web']);
    expect(chosen(all.filter(({ metadata }) => metadata.name !== 'web'))).toEqual(['goods']);
    expect(chosen(all.slice(0, 1))).toEqual(['root']);
    expect(chosen(all.slice(3))).toEqual([]);
  });

  test('of a client in the root namespace is first that of the service', () => {
    expect(chosen(all, { clientNamespace: 'istio-system' })).toEqual(['goods']);
  });

  test('must be exported to the client, unless it is its own', () => {
    const closed = [rule('goods', 'goods', { exportTo: ['.'] }), rule('root', 'istio-system')];
    expect(chosen(closed)).toEqual(['root']);
    expect(chosen([rule('goods', 'goods', { exportTo: ['web'] })])).toEqual(['goods']);
    expect(chosen([rule('web', 'web', { exportTo: ['other'] })])).toEqual(['web']);
  });

  test('has the most specific host of its namespace; a wildcard near by beats a whole name further off', () => {
    const wild = rule('wild', 'web', { host: '*.goods.svc.cluster.local' });
    expect(
      chosen([wild, rule('wilder', 'web', { host: '*.cluster.local' }), rule('goods', 'goods')]),
    ).toEqual(['wild']);
    expect(chosen([wild, rule('whole', 'web')])).toEqual(['whole']);
  });

  test('takes a host without a dot for one of its own namespace, and any other for a whole name', () => {
    expect(chosen([rule('short', 'goods', { host: 'stock' })])).toEqual(['short']);
    expect(chosen([rule('half', 'goods', { host: 'stock.goods' })])).toEqual([]);
  });

  test('may be for some pods of its namespace only', () => {
    const own = rule('own', 'web', { workloadSelector: { matchLabels: { app: 'web' } } });
    expect(chosen([own, rule('all', 'web')])).toEqual(['own']);
    expect(chosen([own, rule('all', 'web')], { clientLabels: { app: 'job' } })).toEqual(['all']);
  });
});

function policyOf(spec: object, more: Partial<PolicySources> = {}): TrafficPolicy {
  const sources = {
    rules: [rule('one', 'goods', spec)],
    port: 80,
    mesh: readMeshSettings(undefined),
    version: ISTIO_1_31,
  };
  return trafficPolicy({ ...sources, ...more });
}

describe('the policy of a host', () => {
  const failover = [{ from: 'a', to: 'b' }];
  const loadBalancer = { localityLbSetting: { failover } };
  const outlierDetection = { maxEjectionPercent: 100 };
  const whole = { trafficPolicy: { loadBalancer, outlierDetection } };

  test('of a port replaces the rule whole: what it leaves out is the default', () => {
    const ports = [{ port: { number: 80 }, tls: { mode: 'ISTIO_MUTUAL' } }];
    const spec = { trafficPolicy: { ...whole.trafficPolicy, portLevelSettings: ports } };
    const policy = policyOf(spec);
    expect([policy.outlierDetection, policy.locality?.failover]).toEqual([undefined, []]);
    expect(policyOf(spec, { port: 81 }).locality?.failover).toEqual(failover);
  });

  test('of a subset replaces blocks', () => {
    const subsets = [{ name: 'v2', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }];
    const policy = policyOf({ ...whole, subsets }, { subset: 'v2' });
    expect([policy.outlierDetection?.maxEjectionPercent, policy.locality?.failover]).toEqual([100, []]);
    const ports = [{ port: { number: 80 }, loadBalancer }];
    const ported = [{ name: 'v2', trafficPolicy: { portLevelSettings: ports } }];
    const own = policyOf({ ...whole, subsets: ported }, { subset: 'v2' });
    expect([own.outlierDetection, own.locality?.failover]).toEqual([undefined, failover]);
  });

  test('of several rules is that of the first that has one, with all of their subsets', () => {
    const rules = [
      rule('a', 'goods', { subsets: [{ name: 'v1' }] }),
      rule('b', 'goods', whole),
      rule('c', 'goods', {
        trafficPolicy: {},
        subsets: [{ name: 'v2', trafficPolicy: { outlierDetection: {} } }],
      }),
    ];
    expect(policyOf({}, { rules }).outlierDetection?.maxEjectionPercent).toBe(100);
    expect(policyOf({}, { rules, subset: 'v2' }).outlierDetection?.maxEjectionPercent).toBe(10);
  });

  test('outlier detection of the mesh ejects, and orders nothing', () => {
    const mesh = readMeshSettings({ meshConfig: { defaultTrafficPolicy: { outlierDetection } } });
    const policy = policyOf({ trafficPolicy: { loadBalancer } }, { mesh });
    expect(policy).toMatchObject({
      outlierDetection,
      weighsLocalities: true,
      locality: { failsOver: false },
    });
  });

  test('localities weigh where failover is written out, or shares', () => {
    const weighs = (trafficPolicy: object): boolean => policyOf({ trafficPolicy }).weighsLocalities;
    const distribute = [{ from: '*', to: { a: 100 } }];
    expect(weighs({ outlierDetection })).toBe(false);
    expect(weighs({ loadBalancer })).toBe(false);
    expect(weighs({ loadBalancer, outlierDetection })).toBe(true);
    expect(weighs({ loadBalancer: { localityLbSetting: { distribute } } })).toBe(true);
  });

  test('the rule wins over the Service, and that over the mesh', () => {
    const mesh = readMeshSettings({ meshConfig: { localityLbSetting: { failover } } });
    const preferred = { mesh, trafficDistribution: 'PreferSameZone' } as const;
    expect(policyOf({}, { mesh }).locality).toMatchObject({ failover, failsOver: false });
    expect(policyOf({}, preferred).locality).toMatchObject({ failover: [], failsOver: true });
    const own = policyOf(
      { trafficPolicy: { loadBalancer: { localityLbSetting: { failoverPriority: ['x'] } } } },
      preferred,
    );
    expect(own.locality).toMatchObject({ failoverPriority: ['x'], failsOver: false });
    expect(own.panicThreshold).toBe(0);
  });

  test('trafficDistribution keeps panic off, whatever the rule asks for', () => {
    const spec = { trafficPolicy: { outlierDetection: { minHealthPercent: 50 } } };
    expect(policyOf(spec)).toMatchObject({ panicThreshold: 50, sendsUnhealthy: false });
    const preferred = policyOf(spec, { trafficDistribution: 'PreferSameNode' });
    expect(preferred).toMatchObject({ panicThreshold: 0, sendsUnhealthy: true });
  });

  test('zoneAwareLbSetting that is switched off orders nothing', () => {
    const spec = {
      trafficPolicy: { loadBalancer: { zoneAwareLbSetting: { enabled: false } }, outlierDetection },
    };
    expect(policyOf(spec).locality).toBeUndefined();
  });
});

describe('hosts that stay in their cluster', () => {
  const settings = (
    ...hosts: readonly (readonly [host: string, clusterLocal: boolean])[]
  ): ((host: string) => boolean) =>
    readMeshSettings({
      meshConfig: {
        serviceSettings: hosts.map(([host, clusterLocal]) => ({ settings: { clusterLocal }, hosts: [host] })),
      },
    }).isClusterLocal;

  test('are those of kube-system, unless it is said otherwise', () => {
    expect(settings()('dns.kube-system.svc.cluster.local')).toBe(true);
    expect(settings()(HOST)).toBe(false);
    expect(settings(['*.kube-system.svc.cluster.local', false])('dns.kube-system.svc.cluster.local')).toBe(
      false,
    );
  });

  test('a longer pattern decides before a shorter one, and a whole name before both', () => {
    const local = settings(['*.goods.svc.cluster.local', true], ['*.cluster.local', false]);
    expect([local(HOST), local('a.b.svc.cluster.local')]).toEqual([true, false]);
    expect(settings(['*.cluster.local', true], [HOST, false])(HOST)).toBe(false);
  });
});
