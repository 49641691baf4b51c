import { isClusterLost, isZoneLost, lossName, type Loss } from '../../../../lib/simulate/traffic/loss';

const eu = { id: 'eu', region: 'eu-west-1', provider: 'aws', zones: ['a', 'b'] };
const small = { ...eu, id: 'small', zones: ['a'] };

const CASES: readonly (readonly [
  loss: Loss,
  name: string,
  lost: readonly string[],
  zones: readonly string[],
])[] = [
  [{ kind: 'pods', percent: 50, as: 'failing' }, '50 % of the pods failing', [], []],
  [
    { kind: 'pods', percent: 5, as: 'not-ready', cluster: 'eu', zone: 'a' },
    '5 % of the pods in a of eu not ready',
    [],
    [],
  ],
  [{ kind: 'zone', region: 'eu-west-1', zone: 'a' }, 'zone a of eu-west-1', ['small'], ['a']],
  [{ kind: 'zone', region: 'us-east-1', zone: 'a' }, 'zone a of us-east-1', [], []],
  [{ kind: 'cluster', cluster: 'eu' }, 'cluster eu', ['eu'], ['a', 'b']],
  [{ kind: 'region', region: 'eu-west-1' }, 'region eu-west-1', ['eu', 'small'], ['a', 'b']],
  [
    { kind: 'regions', regions: ['us-east-1', 'eu-west-1'] },
    'regions us-east-1 and eu-west-1',
    ['eu', 'small'],
    ['a', 'b'],
  ],
  [{ kind: 'provider', provider: 'aws' }, 'provider aws', ['eu', 'small'], ['a', 'b']],
  [{ kind: 'provider', provider: 'gcp' }, 'provider gcp', [], []],
  [{ kind: 'gateway', cluster: 'eu' }, 'the east-west gateway of eu', [], []],
  [{ kind: 'istiod', cluster: 'eu' }, 'istiod of eu', [], []],
  [{ kind: 'drained', region: 'eu-west-1' }, 'region eu-west-1 drained', [], []],
];

describe('a loss', () => {
  test.each(CASES)('%j', (loss, name, lost, zones) => {
    expect(lossName(loss)).toBe(name);
    expect([eu, small].filter((cluster) => isClusterLost(cluster, [loss])).map(({ id }) => id)).toEqual(lost);
    expect(eu.zones.filter((zone) => isZoneLost(eu, zone, [loss]))).toEqual(zones);
  });
});
