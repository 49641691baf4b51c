import type { LintRule } from '../../../../lib/lint/lint';
import { ejectionTakesSeveralErrors } from '../../../../lib/lint/rules/ejection-takes-several-errors';
import { ejectionsLast } from '../../../../lib/lint/rules/ejections-last';
import { failoverHasAnAddress } from '../../../../lib/lint/rules/failover-has-an-address';
import { gatewayErrorsCountFirst } from '../../../../lib/lint/rules/gateway-errors-count-first';
import { hashesStayInOnePlace } from '../../../../lib/lint/rules/hashes-stay-in-one-place';
import { policiesKeepTheRule } from '../../../../lib/lint/rules/policies-keep-the-rule';
import { sharesAreNoFailover } from '../../../../lib/lint/rules/shares-are-no-failover';
import { sharesCoverClients } from '../../../../lib/lint/rules/shares-cover-clients';
import { sharesNameOneZone } from '../../../../lib/lint/rules/shares-name-one-zone';
import { compileMini, edit, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';
import { sentencesOfPolicy, STOCK_RULE, type PolicyChange } from '../../../support/destination-rule';

const fleet = compileMini();
const POLICY = `${STOCK_RULE}trafficPolicy.`;
const DISTRIBUTE = `${POLICY}loadBalancer.localityLbSetting.distribute`;

function shares(...distribute: readonly object[]): PolicyChange {
  return { loadBalancer: { localityLbSetting: { distribute } } };
}

type Case = readonly [title: string, rule: LintRule, policy: PolicyChange, sentences: readonly string[]];

const HOME = { from: 'us-east-1/*', to: { 'us-east-1/*': 100 } };

const CASES: readonly Case[] = [
  [
    'shares without an entry for the own clients',
    sharesCoverClients,
    shares({ from: 'eu-west-1/*', to: { 'eu-west-1/*': 100 } }),
    [`${DISTRIBUTE} has no entry for clients in us-east-1 | Add one with from: "us-east-1/*".`],
  ],
  [
    'shares without an entry for one zone',
    sharesCoverClients,
    shares({ from: 'us-east-1/us-east-1a/*', to: { 'us-east-1/*': 100 } }),
    [
      `${DISTRIBUTE} has no entry for clients in us-east-1/us-east-1b | Add one with from: "us-east-1/us-east-1b/*".`,
    ],
  ],
  ['shares for a whole region', sharesCoverClients, shares(HOME), []],
  [
    'shares that are switched off',
    sharesCoverClients,
    {
      loadBalancer: {
        localityLbSetting: { enabled: false, distribute: [{ from: 'eu-west-1', to: { '*': 100 } }] },
      },
    },
    [],
  ],
  [
    'one place, all of which may be ejected',
    sharesAreNoFailover,
    shares(HOME),
    [
      `${POLICY}outlierDetection.maxEjectionPercent is 100, and distribute leads to one place alone | Set it to 50, or name an order with failover instead of shares.`,
    ],
  ],
  [
    'two places, all of which may be ejected',
    sharesAreNoFailover,
    shares({ from: '*', to: { 'us-east-1/*': 50, 'eu-west-1/*': 50 } }),
    [],
  ],
  [
    'a share for all zones of another region',
    sharesNameOneZone,
    shares({ from: 'us-east-1/*', to: { 'us-east-1/*': 80, 'eu-west-1/*': 20 } }),
    [
      `${DISTRIBUTE}[0].to has "eu-west-1/*", a share of several zones behind one gateway | Name one zone of every other region, such as "<region>/<zone>/*", in an entry for each client region.`,
    ],
  ],
  [
    'shares for two zones of another region',
    sharesNameOneZone,
    shares({
      from: 'us-east-1/*',
      to: { 'us-east-1/*': 80, 'eu-west-1/eu-west-1a/*': 10, 'eu-west-1/eu-west-1b/*': 10 },
    }),
    [
      `${DISTRIBUTE}[0].to has "eu-west-1/eu-west-1b/*", a share of several zones behind one gateway | Name one zone of every other region, such as "<region>/<zone>/*", in an entry for each client region.`,
    ],
  ],
  [
    'a share for one zone of another region',
    sharesNameOneZone,
    shares({ from: 'us-east-1/*', to: { 'us-east-1/*': 80, 'eu-west-1/eu-west-1a/*': 20 } }),
    [],
  ],
  ['everything to another region', sharesNameOneZone, shares({ from: '*', to: { 'eu-west-1/*': 100 } }), []],
  [
    'a port that says nothing of places',
    policiesKeepTheRule,
    { portLevelSettings: [{ port: { number: 8080 } }] },
    [
      `${POLICY}portLevelSettings[0] drops the rule's own locality setting and outlier detection | Repeat loadBalancer and outlierDetection of the rule there, or take it out.`,
    ],
  ],
  [
    'one error ejects',
    ejectionTakesSeveralErrors,
    { outlierDetection: { consecutive5xxErrors: 1 } },
    [
      `${POLICY}outlierDetection.consecutive5xxErrors is 1 | Set it to 5 or more, or to 0 beside consecutiveGatewayErrors.`,
    ],
  ],
  [
    'no number of server errors ejects',
    ejectionTakesSeveralErrors,
    { outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 3 } },
    [],
  ],
  [
    'gateway errors that count second',
    gatewayErrorsCountFirst,
    { outlierDetection: { consecutiveGatewayErrors: 5 } },
    [
      `${POLICY}outlierDetection.consecutiveGatewayErrors is 5, and consecutive5xxErrors is 5 | Set it lower than consecutive5xxErrors, or take it out.`,
    ],
  ],
  [
    'gateway errors that count alone',
    gatewayErrorsCountFirst,
    { outlierDetection: { consecutiveGatewayErrors: 5, consecutive5xxErrors: 0 } },
    [],
  ],
  [
    'an ejection of a moment',
    ejectionsLast,
    { outlierDetection: { baseEjectionTime: '5s', interval: '1s' } },
    [`${POLICY}outlierDetection.baseEjectionTime is 5s | Set it to 10s or more.`],
  ],
  [
    'a sweep that is slower than the ejection',
    ejectionsLast,
    { outlierDetection: { interval: '1m' } },
    [
      `${POLICY}outlierDetection.interval is 1m, longer than the ejection itself | Set it no longer than baseEjectionTime.`,
    ],
  ],
  ['the defaults of Envoy', ejectionsLast, { outlierDetection: { consecutive5xxErrors: 5 } }, []],
  [
    'a hash beside an order of places',
    hashesStayInOnePlace,
    { loadBalancer: { consistentHash: { useSourceIp: true } } },
    [
      `${POLICY}loadBalancer.consistentHash stands in a policy that sends by locality | Set localityLbSetting.enabled: false beside it, or take consistentHash out.`,
    ],
  ],
  [
    'a hash over all places',
    hashesStayInOnePlace,
    { loadBalancer: { consistentHash: { useSourceIp: true }, localityLbSetting: { enabled: false } } },
    [],
  ],
  [
    'a hash where nothing is ever ejected',
    hashesStayInOnePlace,
    { loadBalancer: { consistentHash: { useSourceIp: true } }, outlierDetection: undefined },
    [],
  ],
];

describe('the policy of a DestinationRule', () => {
  test.each(CASES)('%s', (_, rule, policy, sentences) => {
    expect(sentencesOfPolicy(rule, fleet, policy)).toEqual(sentences);
  });

  test('a subset that says something else of places', () => {
    const subsets = [{ name: 'a', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } }];
    const change = edit('DestinationRule', 'stock', ['spec', 'subsets'], subsets, 'us');
    expect(sentencesOf(policiesKeepTheRule, withObjects(fleet, change))).toEqual([
      `${STOCK_RULE}subsets[0].trafficPolicy drops the rule's own locality setting | Repeat loadBalancer and outlierDetection of the rule there, or take it out.`,
    ]);
  });

  test('a subset without a policy of its own takes that of the rule', () => {
    const change = edit('DestinationRule', 'stock', ['spec', 'subsets'], [{ name: 'a' }]);
    expect(findingsOf(policiesKeepTheRule, withObjects(fleet, change))).toEqual([]);
  });

  test('a headless Service cannot fail over', () => {
    const headless = withObjects(fleet, edit('Service', 'stock', ['spec', 'clusterIP'], 'None', 'us'));
    expect(sentencesOf(failoverHasAnAddress, headless)).toEqual([
      `${STOCK_RULE}host is "stock.stock.svc.cluster.local", a headless Service | Name a Service with an address, or leave the order of places out.`,
    ]);
    expect(sentencesOfPolicy(failoverHasAnAddress, headless, { loadBalancer: undefined })).toEqual([]);
  });
});
