import { declaredCallsAreOpen } from '../../../../lib/lint/rules/declared-calls-are-open';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type Change,
} from '../../../support/compiled';

const fleet = compileMini();
const REMEDY = 'Open the way in the policies that this names, or take the call out of both contracts.';

function without(kind: string, name: string, cluster: string): Change {
  return (object, where) =>
    object.kind === kind && object.metadata.name === name && where === cluster ? undefined : object;
}

function shut(callee: string, cluster: string, caller: string, from: string, way: string): string {
  return `Deployment.apps ${callee}/${callee} (${cluster}, unit apps/${callee}): pods cannot be reached on port 8080 by ${caller} from ${from}: the way ends at ${way} | ${REMEDY}`;
}

type Case = readonly [name: string, change: Change, sentences: readonly string[]];

const CASES: readonly Case[] = [
  [
    'the way out to the other cluster is shut',
    without('NetworkPolicy', 'allow-east-west', 'us'),
    [
      shut(
        'stock',
        'eu',
        'web',
        'us',
        'egress of web in us to the gateway of eu (10.2.255.0/28) on TCP 15443',
      ),
    ],
  ],
  [
    'the way out leads to another gateway',
    edit(
      'NetworkPolicy',
      'allow-east-west',
      ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'cidr'],
      '10.2.255.0/29',
      'us',
    ),
    [
      shut(
        'stock',
        'eu',
        'web',
        'us',
        'egress of web in us to the gateway of eu (10.2.255.0/28) on TCP 15443',
      ),
    ],
  ],
  [
    'the way out inside the cluster is shut',
    without('NetworkPolicy', 'web-egress', 'us'),
    [shut('stock', 'us', 'web', 'us', 'egress of web in us to stock on TCP 8080')],
  ],
  [
    'the way in from the gateway is shut',
    without('NetworkPolicy', 'stock-ingress', 'eu'),
    [shut('stock', 'eu', 'web', 'us', 'ingress of stock in eu from the east-west gateway on TCP 8080')],
  ],
  [
    'the way in is open on another port',
    edit('NetworkPolicy', 'stock-ingress', ['spec', 'ingress', 0, 'ports', 0, 'port'], 8081, 'eu'),
    [shut('stock', 'eu', 'web', 'us', 'ingress of stock in eu from the east-west gateway on TCP 8080')],
  ],
  [
    'the caller is not let in by identity',
    edit(
      'AuthorizationPolicy',
      'stock',
      ['spec', 'rules', 0, 'from', 0, 'source', 'principals', 0],
      'other.example/ns/web/sa/web',
      'eu',
    ),
    [
      shut(
        'stock',
        'eu',
        'web',
        'us',
        'the AuthorizationPolicies of stock in eu, which do not let web/web in',
      ),
    ],
  ],
  [
    'the public cannot come in',
    edit(
      'NetworkPolicy',
      'web-ingress',
      ['spec', 'ingress', 0, 'from', 0, 'podSelector', 'matchLabels'],
      { x: 'y' },
      'us',
    ),
    [
      shut(
        'web',
        'us',
        'the ingress Gateway',
        'us',
        'ingress of web in us from the ingress Gateway on TCP 8080',
      ),
    ],
  ],
];

describe('declared calls are open', () => {
  test.each(CASES)('%s', (_, change, sentences) => {
    expect(sentencesOf(declaredCallsAreOpen, withObjects(fleet, change))).toEqual(sentences);
  });

  test('a named target port is looked up at the pods', () => {
    const named = withObjects(fleet, edit('Service', 'stock', ['spec', 'ports', 0, 'targetPort'], 'http'));
    expect(findingsOf(declaredCallsAreOpen, named)).toEqual([]);
    const shutAgain = withObjects(named, without('NetworkPolicy', 'web-egress', 'us'));
    expect(findingsOf(declaredCallsAreOpen, shutAgain)).toHaveLength(1);
  });

  test('of a cluster without address ranges nothing is said about the ways to it', () => {
    const { plan, compiled } = fleet;
    const clusters = plan.fleet.clusters.map((cluster) =>
      cluster.id === 'eu' ? { ...cluster, networks: undefined } : cluster,
    );
    const unknown = { plan: { ...plan, fleet: { ...plan.fleet, clusters } }, compiled };
    expect(
      findingsOf(
        declaredCallsAreOpen,
        withObjects(unknown, without('NetworkPolicy', 'allow-east-west', 'us')),
      ),
    ).toEqual([]);
  });
});
