import type { LintRule } from '../../../../lib/lint/lint';
import { destinationHostsExist } from '../../../../lib/lint/rules/destination-hosts-exist';
import { failoverDrains } from '../../../../lib/lint/rules/failover-drains';
import { localitiesExist } from '../../../../lib/lint/rules/localities-exist';
import { portsSayTheirProtocol } from '../../../../lib/lint/rules/ports-say-their-protocol';
import { declaredPortsAreServed } from '../../../../lib/lint/rules/declared-ports-are-served';
import { retriesLeaveTheLocality } from '../../../../lib/lint/rules/retries-leave-the-locality';
import { routesLeadToServices } from '../../../../lib/lint/rules/routes-lead-to-services';
import { servicesAgree } from '../../../../lib/lint/rules/services-agree';
import { survivorsWarmUp } from '../../../../lib/lint/rules/survivors-warm-up';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
} from '../../../support/compiled';

const fleet = compileMini();
const POLICY = ['spec', 'trafficPolicy'];
const LOCALITY = [...POLICY, 'loadBalancer', 'localityLbSetting'];
const RULE = 'DestinationRule.networking.istio.io stock/stock (us, unit apps/stock): spec.';
const SETTING = `${RULE}trafficPolicy.loadBalancer.localityLbSetting.`;
const ROUTE =
  'VirtualService.networking.istio.io stock/stock (us, unit apps/stock): spec.http[0].route[0].destination';
const HOST = 'stock.stock.svc.cluster.local';

type Case = readonly [
  rule: LintRule,
  kind: string,
  path: readonly (string | number)[],
  value: unknown,
  sentences: readonly string[],
];

const CASES: readonly Case[] = [
  [
    survivorsWarmUp,
    'DestinationRule',
    [...POLICY, 'loadBalancer', 'warmup'],
    undefined,
    [
      `${RULE}trafficPolicy.loadBalancer.warmup is missing, and the policy lets other places take over | Add it, with a duration in which caches fill, such as 30s.`,
    ],
  ],
  [
    destinationHostsExist,
    'DestinationRule',
    ['spec', 'host'],
    'stock',
    [
      `${RULE}host is "stock", which is no full name of a Service | Write "<service>.<namespace>.svc.cluster.local", or add a ServiceEntry for the host.`,
    ],
  ],
  [
    destinationHostsExist,
    'DestinationRule',
    ['spec', 'host'],
    'stok.stock.svc.cluster.local',
    [
      `${RULE}host is "stok.stock.svc.cluster.local", and us has no such Service | Name a Service of this cluster, or add it.`,
    ],
  ],
  [
    failoverDrains,
    'DestinationRule',
    [...POLICY, 'outlierDetection'],
    undefined,
    [
      `${RULE}trafficPolicy.outlierDetection is missing, and the policy fails over | Add it, with maxEjectionPercent: 100.`,
    ],
  ],
  [
    failoverDrains,
    'DestinationRule',
    [...POLICY, 'outlierDetection', 'maxEjectionPercent'],
    undefined,
    [
      `${RULE}trafficPolicy.outlierDetection.maxEjectionPercent is 10, so that part of a dead region keeps its traffic | Set it to 100.`,
    ],
  ],
  [
    failoverDrains,
    'DestinationRule',
    [...POLICY, 'outlierDetection', 'minHealthPercent'],
    50,
    [
      `${RULE}trafficPolicy.outlierDetection.minHealthPercent is 50, below which Envoy sends to dead endpoints again | Set it to 0.`,
    ],
  ],
  [
    localitiesExist,
    'DestinationRule',
    [...LOCALITY, 'failover'],
    [{ from: 'eu-west-1', to: 'na' }],
    [
      `${SETTING}failover[0].to is "na", and no cluster of the fleet is in such a region | Name one of eu-west-1 or us-east-1.`,
    ],
  ],
  [
    localitiesExist,
    'DestinationRule',
    [...LOCALITY, 'failover'],
    [
      { from: 'eu-west-1', to: 'us-east-1' },
      { from: 'eu-west-1', to: 'us-east-1' },
    ],
    [
      `${SETTING}failover[1].from is "eu-west-1" a second time, which Istio ignores | Leave one entry for each region.`,
    ],
  ],
  [
    localitiesExist,
    'DestinationRule',
    LOCALITY,
    { failoverPriority: ['topology.kubernetes.io/region'] },
    [
      `${SETTING}failoverPriority[0] is "topology.kubernetes.io/region", which endpoints of other networks do not have | Use topology.istio.io/cluster or topology.istio.io/network.`,
    ],
  ],
  [
    localitiesExist,
    'DestinationRule',
    LOCALITY,
    { failoverPriority: ['topology.istio.io/cluster=us', 'topology.istio.io/cluster'] },
    [`${SETTING}failoverPriority[1] is "topology.istio.io/cluster" a second time | Name each label once.`],
  ],
  [
    localitiesExist,
    'DestinationRule',
    LOCALITY,
    { distribute: [{ from: 'us/*', to: { '*': 100 } }] },
    [
      `${SETTING}distribute[0].from is "us/*", and no cluster of the fleet is in such a region | Name one of eu-west-1 or us-east-1.`,
    ],
  ],
  [
    localitiesExist,
    'DestinationRule',
    LOCALITY,
    {
      distribute: [{ from: '*', to: { 'us-east-1/*': 100 } }],
      failoverPriority: ['topology.istio.io/cluster'],
    },
    [
      `${SETTING}failoverPriority stands beside distribute, and Istio ignores it | Choose shares or an order.`,
    ],
  ],
  [
    retriesLeaveTheLocality,
    'VirtualService',
    ['spec', 'http', 0, 'retries', 'attempts'],
    1,
    [
      'VirtualService.networking.istio.io stock/stock (us, unit apps/stock): spec.http[0].retries.attempts is 1, and retryRemoteLocalities is true | Allow at least 2, or take retryRemoteLocalities out.',
    ],
  ],
  [
    routesLeadToServices,
    'VirtualService',
    ['spec', 'http', 0, 'route', 0, 'destination', 'host'],
    'stok.stock.svc.cluster.local',
    [
      `${ROUTE} is "stok.stock.svc.cluster.local", and us has no such Service | Name a Service of this cluster, or add it.`,
    ],
  ],
  [
    routesLeadToServices,
    'VirtualService',
    ['spec', 'http', 0, 'route', 0, 'destination', 'host'],
    'stock',
    [`${ROUTE} is "stock", which is no full name of a Service | Name a Service of this cluster, or add it.`],
  ],
  [
    routesLeadToServices,
    'VirtualService',
    ['spec', 'http', 0, 'route', 0, 'destination', 'port', 'number'],
    81,
    [`${ROUTE} is port 81 of "${HOST}", which has 8080 | Name a port of the Service.`],
  ],
  [
    declaredPortsAreServed,
    'Service',
    ['spec', 'ports', 0, 'port'],
    81,
    [
      'Service stock/stock (us, unit apps/stock): spec.ports lack 8080, which the contract declares | Serve every declared port.',
    ],
  ],
  [
    portsSayTheirProtocol,
    'Service',
    ['spec', 'ports', 0, 'name'],
    undefined,
    ['Service stock/stock (us, unit apps/stock): spec.ports[0].name is missing | Name the port.'],
  ],
  [
    portsSayTheirProtocol,
    'Service',
    ['spec', 'ports', 0],
    { name: 'web', port: 80 },
    [
      'Service stock/stock (us, unit apps/stock): spec.ports[0].appProtocol is missing, and the name says no protocol | Set appProtocol to http, grpc or tcp.',
    ],
  ],
  [
    servicesAgree,
    'Service',
    ['spec', 'type'],
    'NodePort',
    [
      'Service stock/stock (us, unit apps/stock): spec has type NodePort, ports http:8080/http, and in eu it has type ClusterIP, ports http:8080/http | Give it the same type and ports in every cluster.',
    ],
  ],
  [
    servicesAgree,
    'Service',
    ['spec', 'clusterIP'],
    'None',
    [
      'Service stock/stock (us, unit apps/stock): spec has type ClusterIP without an address, ports http:8080/http, and in eu it has type ClusterIP, ports http:8080/http | Give it the same type and ports in every cluster.',
    ],
  ],
  [
    servicesAgree,
    'Service',
    ['spec', 'ports', 0, 'port'],
    81,
    [
      'Service stock/stock (us, unit apps/stock): spec has type ClusterIP, ports http:81/http, and in eu it has type ClusterIP, ports http:8080/http | Give it the same type and ports in every cluster.',
    ],
  ],
];

describe('traffic', () => {
  test.each(
    CASES.map(
      (entry) =>
        [`${entry[0].message.code}: ${entry[2].join('.')} ${JSON.stringify(entry[3])}`, ...entry] as const,
    ),
  )('%s', (_, rule, kind, path, value, sentences) => {
    expect(sentencesOf(rule, withObjects(fleet, edit(kind, 'stock', path, value, 'us')))).toEqual(sentences);
  });

  test('a unit of which nothing is left', () => {
    const emptied = withObjects(fleet, (object, cluster) =>
      cluster === 'us' && object.metadata.namespace === 'stock' ? undefined : object,
    );
    expect(sentencesOf(declaredPortsAreServed, emptied)).toEqual([
      'unit apps/stock in us: Service stock/stock is missing | Leave the Service of the app in place.',
    ]);
  });

  test('a public route to a port that its Service lacks', () => {
    const changed = withObjects(
      fleet,
      edit('HTTPRoute', 'web', ['spec', 'rules', 0, 'backendRefs', 0, 'port'], 81, 'us'),
    );
    expect(sentencesOf(routesLeadToServices, changed)).toEqual([
      'HTTPRoute.gateway.networking.k8s.io web/web (us, unit apps/web): spec.rules[0].backendRefs[0] is port 81 of "web.web.svc.cluster.local", which has 8080 | Name a port of the Service.',
    ]);
  });

  test('two rules for one host', () => {
    const second = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'second', namespace: 'stock' },
      spec: { host: HOST },
    };
    expect(sentencesOf(destinationHostsExist, withObject(fleet, 'us', 'stock', second))).toEqual([
      `DestinationRule.networking.istio.io stock/second (us, unit apps/stock): spec.host is "${HOST}", which stock is about too | Leave one DestinationRule for each host.`,
    ]);
  });

  test('a host outside of the mesh is declared by a ServiceEntry', () => {
    const object = (kind: string, spec: object): never =>
      ({
        apiVersion: 'networking.istio.io/v1',
        kind,
        metadata: { name: 'bank', namespace: 'stock' },
        spec,
      }) as never;
    const rule = withObject(fleet, 'us', 'stock', object('DestinationRule', { host: 'api.bank.example' }));
    expect(findingsOf(destinationHostsExist, rule)).toHaveLength(1);
    const both = withObject(rule, 'us', 'stock', object('ServiceEntry', { hosts: ['api.bank.example'] }));
    expect(findingsOf(destinationHostsExist, both)).toEqual([]);
  });

  test('a rule that does not fail over may keep half of its endpoints', () => {
    const change = edit('DestinationRule', 'stock', LOCALITY, undefined);
    const half = edit('DestinationRule', 'stock', [...POLICY, 'outlierDetection', 'maxEjectionPercent'], 50);
    expect(findingsOf(failoverDrains, withObjects(withObjects(fleet, change), half))).toEqual([]);
  });
});
