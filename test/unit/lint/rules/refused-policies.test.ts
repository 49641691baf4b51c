import { istioAcceptsPolicies } from '../../../../lib/lint/rules/istio-accepts-policies';
import { compileMini, edit, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';

const fleet = compileMini();
const POLICY = ['spec', 'trafficPolicy'];
const LOCALITY = [...POLICY, 'loadBalancer', 'localityLbSetting'];
const RULE = 'DestinationRule.networking.istio.io stock/stock (us, unit apps/stock): spec.';
const SETTING = `${RULE}trafficPolicy.loadBalancer.localityLbSetting.`;

type Case = readonly [path: readonly string[], value: unknown, sentences: readonly string[]];

const CASES: readonly Case[] = [
  [
    [...LOCALITY, 'failover'],
    [{ from: 'eu-west-1', to: 'eu-west-1' }],
    [`${SETTING}failover[0] leads from "eu-west-1" to itself | Name another region.`],
  ],
  [
    LOCALITY,
    { distribute: [{ from: '*', to: { 'us-east-1/*': 80, 'eu-west-1/*': 10 } }] },
    [`${SETTING}distribute[0].to adds up to 90 | Let the shares add up to 100.`],
  ],
  [
    [...LOCALITY, 'distribute'],
    [{ from: '*', to: { '*': 100 } }],
    [
      `${SETTING}distribute stands beside failover | Choose shares or an order: Istio takes only one of them.`,
    ],
  ],
  [
    LOCALITY,
    { distribute: [{ from: 'us-east-1', to: { 'us-east-1/*': 50, 'us-east-1/us-east-1a': 50 } }] },
    [
      `${SETTING}distribute[0].to has "us-east-1/us-east-1a", which overlaps another place | Name each place once, and no place inside another.`,
    ],
  ],
  [
    [...LOCALITY, 'failover'],
    [{ from: 'us-east-1/us-east-1a', to: '*' }],
    [
      `${SETTING}failover[0] names a zone: "us-east-1/us-east-1a" to "*" | Name regions alone.`,
      `${SETTING}failover[0] has a star: "us-east-1/us-east-1a" to "*" | Name one region on each side.`,
    ],
  ],
  [
    [...POLICY, 'loadBalancer', 'zoneAwareLbSetting'],
    { enabled: true },
    [
      `${RULE}trafficPolicy.loadBalancer.zoneAwareLbSetting stands beside localityLbSetting | Choose one of them.`,
    ],
  ],
  [
    [...POLICY, 'outlierDetection', 'consecutiveLocalOriginFailures'],
    5,
    [
      `${RULE}trafficPolicy.outlierDetection.consecutiveLocalOriginFailures is set, and splitExternalLocalOriginErrors is not | Set splitExternalLocalOriginErrors: true, or take it out.`,
    ],
  ],
];

describe('what the webhook of istiod refuses', () => {
  test.each(
    CASES.map(([path, value, sentences]) => {
      const title = `${path.slice(2).join('.')} ${JSON.stringify(value)}`;
      return [title, path, value, sentences] as const;
    }),
  )('%s', (_, path, value, sentences) => {
    const change = edit('DestinationRule', 'stock', path, value, 'us');
    expect(sentencesOf(istioAcceptsPolicies, withObjects(fleet, change))).toEqual(sentences);
  });

  test('what it only warns of is left to the other rules', () => {
    const change = edit('DestinationRule', 'stock', [...POLICY, 'outlierDetection'], undefined);
    expect(findingsOf(istioAcceptsPolicies, withObjects(fleet, change))).toEqual([]);
  });
});
