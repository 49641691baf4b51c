import type { Manifest } from '../../../lib/core/manifest';
import { parseCidr, type Cidr } from '../../../lib/core/cidr';
import type { Doubt, Network, Outside, PlacedObject, PodWorkload } from '../../../lib/simulate/network';
import { reachability } from '../../../lib/simulate/reachability';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no range`);
  return parsed;
}

function pod(
  name: string,
  namespace: string,
  labels: Record<string, string> = {},
  cluster = 'us',
): PodWorkload {
  return {
    cluster,
    namespace,
    name,
    serviceAccount: name,
    labels: { name, ...labels },
    namedPorts: { web: 8080 },
  };
}

function policy(namespace: string, spec: object, cluster = 'us', name = 'policy'): PlacedObject {
  return {
    cluster,
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec,
    } as Manifest,
  };
}

function namespace(name: string, labels: Record<string, string>): PlacedObject {
  return { cluster: 'us', object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } } };
}

function networkOf(objects: readonly PlacedObject[]): Network {
  const networks = (n: number): { vpc: Cidr; pods: Cidr; eastWestGateway: Cidr } => ({
    vpc: cidr(`10.${n}.0.0/16`),
    pods: cidr(`100.${63 + n}.0.0/16`),
    eastWestGateway: cidr(`10.${n}.255.0/28`),
  });
  return {
    clusters: [
      { id: 'us', networks: networks(1) },
      { id: 'eu', networks: networks(2) },
    ],
    objects,
    eastWest: { namespace: 'istio-system', labels: { istio: 'eastwestgateway' }, port: 15443 },
    rootNamespace: 'istio-system',
    trustDomain: 'td',
  };
}

const A = pod('a', 'one', { tier: 'front' });
const B = pod('b', 'two');
const OUTSIDE: Outside = { name: 'the bank', addresses: [cidr('203.0.113.0/24')] };
const PORT = { number: 8080, protocol: 'TCP' } as const;

function open(
  objects: readonly PlacedObject[],
  from: PodWorkload,
  to: PodWorkload | Outside,
  port: { number: number; protocol: 'TCP' | 'UDP' } = PORT,
  doubt: Doubt = 'closed',
): boolean {
  return reachability(networkOf(objects), doubt).canReach(from, to, port).open;
}

/** The opening of B's namespace by one peer and, if given, one port. */
function ingress(from: readonly object[], ports?: readonly object[]): readonly PlacedObject[] {
  return [
    policy('two', {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{ from, ...(ports && { ports }) }],
    }),
  ];
}

function egress(to: readonly object[], ports?: readonly object[]): readonly PlacedObject[] {
  return [
    policy('one', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to, ...(ports && { ports }) }] }),
  ];
}

const ONE = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'one' } } };
const expression = (key: string, operator: string, values?: string[]): object => ({
  podSelector: { matchExpressions: [{ key, operator, ...(values && { values }) }] },
});

describe('which policies hold', () => {
  test.each<[string, readonly PlacedObject[], boolean]>([
    ['without a policy all is open', [], true],
    [
      'a policy of another namespace does not hold',
      [policy('three', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })],
      true,
    ],
    ['a policy of another cluster does not hold', [policy('two', { podSelector: {} }, 'eu')], true],
    [
      'a policy of other pods does not hold',
      [policy('two', { podSelector: { matchLabels: { name: 'c' } } })],
      true,
    ],
    ['without policyTypes a policy closes ingress', [policy('two', { podSelector: {} })], false],
    [
      'without policyTypes and egress rules it leaves egress open',
      [policy('one', { podSelector: {} })],
      true,
    ],
    [
      'without policyTypes but with egress rules it closes egress',
      [policy('one', { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] })],
      false,
    ],
    [
      'of type Egress alone it leaves ingress open',
      [policy('two', { podSelector: {}, policyTypes: ['Egress'] })],
      true,
    ],
    [
      'one that opens is enough beside one that closes',
      [policy('two', { podSelector: {} }), ...ingress([ONE])],
      true,
    ],
    ['an empty rule opens all', [policy('two', { podSelector: {}, ingress: [{}] })], true],
    [
      'both directions must be open',
      [...egress([{ podSelector: {}, namespaceSelector: {} }]), policy('two', { podSelector: {} })],
      false,
    ],
  ])('%s', (_, objects, expected) => {
    expect(open(objects, A, B)).toBe(expected);
  });
});

describe('peers', () => {
  const labelled = namespace('one', { team: 'shop' });
  test.each<[string, object, boolean]>([
    ['pods alone are those of the own namespace', { podSelector: {} }, false],
    ['a namespace by name', ONE, true],
    ['a namespace by its label', { namespaceSelector: { matchLabels: { team: 'shop' } } }, true],
    ['a namespace by another label', { namespaceSelector: { matchLabels: { team: 'goods' } } }, false],
    ['all namespaces', { namespaceSelector: {} }, true],
    ['pods of a namespace', { ...ONE, podSelector: { matchLabels: { name: 'a' } } }, true],
    ['other pods of a namespace', { ...ONE, podSelector: { matchLabels: { name: 'b' } } }, false],
    ['a label among values', { ...ONE, ...expression('tier', 'In', ['front', 'back']) }, true],
    ['a label not among values', { ...ONE, ...expression('tier', 'NotIn', ['front']) }, false],
    ['a missing label not among values', { ...ONE, ...expression('stage', 'NotIn', ['test']) }, true],
    ['a label that exists', { ...ONE, ...expression('tier', 'Exists') }, true],
    ['a label that does not exist', { ...ONE, ...expression('tier', 'DoesNotExist') }, false],
    ['an operator that nobody knows', { ...ONE, ...expression('tier', 'Near', ['front']) }, false],
    ['addresses are no pods', { ipBlock: { cidr: '0.0.0.0/0' } }, false],
  ])('%s', (_, peer, expected) => {
    expect(open([labelled, ...ingress([peer])], A, B)).toBe(expected);
  });

  test('in doubt, addresses of the pods may be the pods', () => {
    const block = (text: string, except: string[] = []): readonly PlacedObject[] =>
      ingress([{ ipBlock: { cidr: text, except } }]);
    expect(open(block('100.64.0.0/24'), A, B, PORT, 'open')).toBe(true);
    expect(open(block('0.0.0.0/0', ['100.64.0.0/10', '10.0.0.0/8']), A, B, PORT, 'open')).toBe(false);
  });
});

describe('ports', () => {
  test.each<[string, object, { number: number; protocol: 'TCP' | 'UDP' }, boolean]>([
    ['the number', { port: 8080 }, PORT, true],
    ['another number', { port: 8081 }, PORT, false],
    ['the name that the pod gives it', { port: 'web' }, PORT, true],
    ['a name that the pod does not have', { port: 'admin' }, PORT, false],
    ['a range that holds it', { port: 8000, endPort: 8080 }, PORT, true],
    ['a range that ends before it', { port: 8000, endPort: 8079 }, PORT, false],
    ['another protocol', { port: 8080, protocol: 'UDP' }, PORT, false],
    ['every port of the protocol', { protocol: 'UDP' }, { number: 53, protocol: 'UDP' }, true],
  ])('%s', (_, port, asked, expected) => {
    expect(open(ingress([ONE], [port]), A, B, asked)).toBe(expected);
    expect(open(egress([{ namespaceSelector: {} }], [port]), A, B, asked)).toBe(expected);
  });
});

describe('addresses outside', () => {
  const block = (text: string, except: readonly string[] = []): object => ({
    ipBlock: { cidr: text, except },
  });
  test.each<[string, readonly object[], closed: boolean, doubtful: boolean]>([
    ['the range itself', [block('203.0.113.0/24')], true, true],
    ['a wider range', [block('0.0.0.0/0')], true, true],
    ['two halves', [block('203.0.113.0/25'), block('203.0.113.128/25')], true, true],
    ['one half', [block('203.0.113.0/25')], false, true],
    ['all but one address', [block('203.0.113.0/24', ['203.0.113.7/32'])], false, true],
    [
      'all but what another opens',
      [block('203.0.113.0/24', ['203.0.113.7/32']), block('203.0.113.7/32')],
      true,
      true,
    ],
    ['all but the range', [block('0.0.0.0/0', ['203.0.113.0/24'])], false, false],
    ['another range', [block('198.51.100.0/24')], false, false],
    ['what is no range', [block('2001:db8::/32')], false, false],
  ])('%s', (_, to, closed, doubtful) => {
    expect(open(egress(to), A, OUTSIDE)).toBe(closed);
    expect(open(egress(to), A, OUTSIDE, PORT, 'open')).toBe(doubtful);
  });

  test('a named port is nobody’s outside', () => {
    expect(open(egress([block('0.0.0.0/0')], [{ port: 'web' }]), A, OUTSIDE)).toBe(false);
  });
});

describe('between clusters', () => {
  const far = pod('b', 'two', {}, 'eu');
  const out = (text: string): PlacedObject =>
    policy('one', {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: text } }], ports: [{ port: 15443 }] }],
    });
  const into = (namespaceName: string): PlacedObject =>
    policy(
      'two',
      {
        podSelector: {},
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespaceName } },
                podSelector: { matchLabels: { istio: 'eastwestgateway' } },
              },
            ],
            ports: [{ port: 8080 }],
          },
        ],
      },
      'eu',
    );

  test('the way leads over the gateway of the other cluster', () => {
    expect(
      reachability(networkOf([out('10.2.255.0/28'), into('istio-system')])).canReach(A, far, PORT),
    ).toEqual({ open: true });
  });

  test.each<[string, readonly PlacedObject[], string]>([
    [
      'out to another cluster',
      [out('10.3.255.0/28')],
      'egress of a in us to the gateway of eu (10.2.255.0/28) on TCP 15443',
    ],
    [
      'into the gateway',
      [policy('istio-system', { podSelector: {} }, 'eu')],
      'ingress of the east-west gateway in eu from us on TCP 15443',
    ],
    [
      'out of the gateway',
      [policy('istio-system', { podSelector: {}, policyTypes: ['Egress'] }, 'eu')],
      'egress of the east-west gateway in eu to b on TCP 8080',
    ],
    ['into the callee', [into('istio-ingress')], 'ingress of b in eu from the east-west gateway on TCP 8080'],
  ])('shut %s', (_, objects, closedAt) => {
    expect(reachability(networkOf(objects)).canReach(A, far, PORT)).toEqual({ open: false, closedAt });
  });

  test('the gateway may be opened by the addresses of the other cluster', () => {
    const gateway = (...cidrs: string[]): PlacedObject =>
      policy(
        'istio-system',
        { podSelector: {}, ingress: [{ from: cidrs.map((text) => ({ ipBlock: { cidr: text } })) }] },
        'eu',
      );
    expect(open([gateway('10.1.0.0/16', '100.64.0.0/16')], A, far)).toBe(true);
    expect(open([gateway('10.1.0.0/16')], A, far)).toBe(false);
  });
});
