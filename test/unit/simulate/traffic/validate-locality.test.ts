import type { Json } from '../../../../lib/core/manifest';
import { validateLocality } from '../../../../lib/simulate/traffic/validate-locality';
import { validateOutlierDetection } from '../../../../lib/simulate/traffic/validate-outlier';

type Verdict = 'accepted' | 'warned' | 'refused';
/** `bare`: without outlier detection. */
type Case = readonly [name: string, setting: Json | undefined, verdict: Verdict, bare?: true];

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const SUBZONE = 'topology.istio.io/subzone';
const NETWORK = 'topology.istio.io/network';
const CLUSTER = 'topology.istio.io/cluster';

const shares = (to: Json, from = 'a/b/c'): Json => ({ distribute: [{ from, to }] });
const order = (...pairs: readonly (readonly [from: string, to: string])[]): Json => ({
  failover: pairs.map(([from, to]) => ({ from, to })),
});
const sources = (...from: readonly string[]): Json => ({
  distribute: from.map((place) => ({ from: place, to: { 'x/y': 100 } })),
});

/** Those of Istio's own TestValidateLocalityLbSetting; all but the three last stand with outlier detection. */
const UPSTREAM: readonly Case[] = [
  ['no setting', undefined, 'accepted', true],
  ['total weight > 100', shares({ 'a/b/c': 80, 'a/b1': 25 }), 'refused'],
  ['total weight < 100', shares({ 'a/b/c': 80, 'a/b1': 15 }), 'refused'],
  ['weight = 0', shares({ 'a/b/c': 0, 'a/b1': 100 }), 'refused'],
  [
    'distribute and failover',
    { ...(shares({ 'a/b/c': 80, 'a/b1': 20 }) as object), ...(order(['region1', 'region2']) as object) },
    'refused',
  ],
  ['same region', order(['region1', 'region1']), 'refused'],
  ['from *', order(['*', 'region2']), 'refused'],
  ['to *', order(['region1', '*']), 'refused'],
  ['from a zone', order(['region1/zone1', 'region2']), 'refused'],
  ['to a zone', order(['region1', 'region2/zone1']), 'refused'],
  [
    'failoverPriority and failover by region',
    { ...(order(['region1', 'region2']) as object), failoverPriority: [REGION] },
    'refused',
  ],
  ['failoverPriority alone', { failoverPriority: [NETWORK, REGION, ZONE, SUBZONE] }, 'warned', true],
  ['failover alone', order(['us-east', 'eu-west'], ['us-west', 'eu-east']), 'warned', true],
];

const BOTH = order(['region1', 'region2']) as object;

/** One case for every branch of the code that the tests of Istio leave out. */
const BRANCHES: readonly Case[] = [
  ['an empty setting', {}, 'accepted', true],
  ['shares that add up', shares({ 'a/b/c': 80, 'a/b1': 20 }), 'accepted', true],
  ['a share of 100', shares({ '*': 100 }), 'accepted'],
  ['a share of 101', shares({ a: 101 }), 'refused'],
  ['a share below 0', shares({ a: -1, b: 101 }), 'refused'],
  ['no shares at all', shares({}), 'refused'],
  [
    'the second entry is checked too',
    { distribute: [...sourcesOf('a'), { from: 'b', to: { c: 99 } }] },
    'refused',
  ],
  ['failover with failoverPriority by cluster', { ...BOTH, failoverPriority: [CLUSTER] }, 'accepted'],
  ['failover with failoverPriority by zone', { ...BOTH, failoverPriority: [CLUSTER, ZONE] }, 'refused'],
  ['failover with failoverPriority by subzone', { ...BOTH, failoverPriority: [SUBZONE] }, 'refused'],
  [
    'failover with a named region: the label is another text',
    { ...BOTH, failoverPriority: [`${REGION}=a`] },
    'accepted',
  ],
  [
    'distribute and failoverPriority',
    { ...(shares({ a: 100 }) as object), failoverPriority: [CLUSTER] },
    'accepted',
  ],
  [
    'distribute and failoverPriority',
    { ...(shares({ a: 100 }) as object), failoverPriority: [CLUSTER] },
    'warned',
    true,
  ],
  ['two entries for one region', order(['a', 'b'], ['a', 'c']), 'accepted'],
  ['a fault beside missing outlier detection', order(['a', 'a']), 'refused', true],
  ['a star in the middle', shares({ 'a/*/c': 100 }), 'refused'],
  ['two stars', shares({ 'a/*/*': 100 }), 'refused'],
  ['a star at the end of a word', shares({ 'a/b*': 100 }), 'accepted'],
  ['an empty part', shares({ 'a//c': 100 }), 'refused'],
  ['an empty place', shares({ '': 100 }), 'refused'],
  ['a slash at the end', shares({ 'a/': 100 }), 'refused'],
  ['four parts', shares({ 'a/b/c/d': 100 }), 'accepted'],
  ['zones side by side', shares({ 'a/b': 50, 'a/c': 50 }), 'accepted'],
  ['subzones side by side', shares({ 'a/b/c': 50, 'a/b/d': 50 }), 'accepted'],
  ['a star beside a region', shares({ '*': 50, a: 50 }), 'refused'],
  ['a region beside its zone', shares({ a: 50, 'a/b': 50 }), 'refused'],
  ['all zones beside one', shares({ 'a/*': 50, 'a/b': 50 }), 'refused'],
  ['all zones beside a subzone', shares({ 'na/*': 50, 'na/a/*': 50 }), 'refused'],
  ['a zone beside its subzone', shares({ 'a/b': 50, 'a/b/c': 50 }), 'refused'],
  ['all subzones beside one', shares({ 'a/b/*': 50, 'a/b/c': 50 }), 'refused'],
  ['a source twice', sources('a', 'a'), 'refused'],
  ['a star before a source', sources('*', 'a'), 'refused'],
  ['a star behind a source, where the order is given', sources('a', '*'), 'accepted'],
  ['all zones before a source', sources('a/*', 'a/b'), 'refused'],
  ['all zones behind a source, where the order is given', sources('a/b', 'a/*'), 'accepted'],
  ['a region behind its zone', sources('a/b', 'a'), 'refused'],
  ['a zone twice', sources('a/b', 'a/b'), 'refused'],
  ['a zone behind its subzone', sources('a/b/c', 'a/b'), 'refused'],
  ['a subzone behind its zone', sources('a/b', 'a/b/c'), 'refused'],
  ['a subzone twice', sources('a/b/c', 'a/b/c'), 'refused'],
  ['all subzones behind a source', sources('a/b/c', 'a/b/*'), 'accepted'],
];

/** A row of one length: Jest waits for a callback where the function takes more than the row has. */
function whole([name, setting, verdict, bare]: Case): [string, Json | undefined, Verdict, boolean] {
  return [name, setting, verdict, bare !== true];
}

function sourcesOf(...from: readonly string[]): Json[] {
  return from.map((place) => ({ from: place, to: { 'x/y': 100 } }));
}

function verdictOf(problems: readonly { readonly severity: string }[]): Verdict {
  if (problems.some(({ severity }) => severity === 'error')) return 'refused';
  return problems.length > 0 ? 'warned' : 'accepted';
}

describe('a localityLbSetting', () => {
  test.each(UPSTREAM.map(whole))("of Istio's own tests: %s", (_, setting, verdict, hasOutlier) => {
    expect(verdictOf(validateLocality(setting, hasOutlier))).toBe(verdict);
  });

  test.each(BRANCHES.map(whole))('%s', (_, setting, verdict, hasOutlier) => {
    expect(verdictOf(validateLocality(setting, hasOutlier))).toBe(verdict);
  });

  test('says where and what', () => {
    expect(validateLocality(shares({ a: 40, b: 50 }), true)).toEqual([
      {
        severity: 'error',
        field: 'distribute[0].to',
        problem: 'adds up to 90',
        remedy: 'Let the shares add up to 100.',
      },
    ]);
  });
});

describe('an outlierDetection', () => {
  test.each<readonly [name: string, value: Json | undefined, verdict: Verdict]>([
    ['none', undefined, 'accepted'],
    ['empty', {}, 'accepted'],
    ['percentages at their bounds', { maxEjectionPercent: 100, minHealthPercent: 0 }, 'accepted'],
    ['an ejection above 100', { maxEjectionPercent: 101 }, 'refused'],
    ['an ejection below 0', { maxEjectionPercent: -1 }, 'refused'],
    ['health above 100', { minHealthPercent: 101 }, 'refused'],
    ['health below 0', { minHealthPercent: -1 }, 'refused'],
    ['local failures without the split', { consecutiveLocalOriginFailures: 3 }, 'refused'],
    ['no local failures without the split', { consecutiveLocalOriginFailures: 0 }, 'accepted'],
    [
      'local failures with the split',
      { consecutiveLocalOriginFailures: 3, splitExternalLocalOriginErrors: true },
      'accepted',
    ],
    ['the old field', { consecutiveErrors: 5 }, 'warned'],
  ])('%s', (_, value, verdict) => {
    expect(verdictOf(validateOutlierDetection(value))).toBe(verdict);
  });
});
