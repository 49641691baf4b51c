import { applyLosses, type Moment } from '../../../../lib/simulate/traffic/apply-losses';
import type { Loss } from '../../../../lib/simulate/traffic/loss';
import type { EndpointGroup } from '../../../../lib/simulate/traffic/view';
import { pods } from '../../../support/traffic-view';

const CLUSTERS = ['us', 'eu'].map((id) => ({
  id,
  region: `${id}-1`,
  provider: 'aws',
  zones: ['a', 'b'],
  mesh: 'sidecar' as const,
  meshNetwork: id,
}));
const GROUPS = [pods('us', 'us-1/a', 3), pods('us', 'us-1/b', 2), pods('eu', 'eu-1/a', 4)];

/** Pods that are known, Ready and answering, by group. */
function counts(groups: readonly EndpointGroup[]): readonly string[] {
  return groups.map(({ total, ready, answering }) => `${total} ${ready} ${answering}`);
}

function left(moment: Moment, ...losses: readonly Loss[]): readonly string[] {
  return counts(applyLosses(GROUPS, CLUSTERS, losses, moment).groups);
}

describe('what is left of endpoints', () => {
  const share = (percent: number, as: 'failing' | 'not-ready', more = {}): Loss => ({
    kind: 'pods',
    percent,
    as,
    ...more,
  });

  test('a share of pods is rounded up for each cluster, and taken from its zones in turn', () => {
    expect(left('first', share(1, 'failing'))).toEqual(['3 3 2', '2 2 2', '4 4 3']);
    expect(left('first', share(50, 'failing', { cluster: 'us' }))).toEqual(['3 3 1', '2 2 1', '4 4 4']);
    expect(left('first', share(100, 'failing', { zone: 'a' }))).toEqual(['3 3 0', '2 2 2', '4 4 0']);
    expect(left('first', share(0, 'failing'))).toEqual(['3 3 3', '2 2 2', '4 4 4']);
  });

  test('failing pods stay Ready, and the others are noticed', () => {
    expect(left('settled', share(40, 'failing', { cluster: 'us' }))).toEqual(['3 3 2', '2 2 1', '4 4 4']);
    expect(left('first', share(40, 'not-ready', { cluster: 'us' }))).toEqual(['3 3 2', '2 2 1', '4 4 4']);
    expect(left('settled', share(40, 'not-ready', { cluster: 'us' }))).toEqual(['3 2 2', '2 1 1', '4 4 4']);
  });

  test('a zone is noticed; of a cluster that is gone nobody says that its pods are', () => {
    const zone: Loss = { kind: 'zone', region: 'us-1', zone: 'a' };
    expect([left('first', zone), left('settled', zone)]).toEqual([
      ['3 3 0', '2 2 2', '4 4 4'],
      ['3 0 0', '2 2 2', '4 4 4'],
    ]);
    const cluster: Loss = { kind: 'cluster', cluster: 'us' };
    expect(left('settled', cluster)).toEqual(['3 3 0', '2 2 0', '4 4 4']);
  });

  test('what is drained is forgotten, also before it is noticed', () => {
    expect(left('first', { kind: 'drained', region: 'us-1' })).toEqual(['0 0 0', '0 0 0', '4 4 4']);
  });

  test('losses add up, and pods are not lost twice', () => {
    const zone: Loss = { kind: 'zone', region: 'us-1', zone: 'a' };
    expect(left('settled', zone, share(100, 'failing'))).toEqual(['3 0 0', '2 2 0', '4 4 0']);
  });

  test('proxies without their istiod see what there was', () => {
    const losses: readonly Loss[] = [
      { kind: 'zone', region: 'us-1', zone: 'a' },
      { kind: 'istiod', cluster: 'eu' },
    ];
    const { seenFrom } = applyLosses(GROUPS, CLUSTERS, losses, 'settled');
    expect(counts(seenFrom('us'))).toEqual(['3 0 0', '2 2 2', '4 4 4']);
    expect(counts(seenFrom('eu'))).toEqual(['3 3 0', '2 2 2', '4 4 4']);
  });
});

describe('what a gateway makes of them', () => {
  const failing = (moment: Moment, ...losses: readonly Loss[]): readonly number[] =>
    applyLosses(GROUPS, CLUSTERS, losses, moment).gateways.map(
      (gateway) => Math.round(gateway.failing * 100) / 100,
    );
  const zone: Loss = { kind: 'zone', region: 'us-1', zone: 'a' };

  test('it fails with what is Ready and does not answer, and as a whole with its cluster', () => {
    expect(failing('first', zone)).toEqual([0.6, 0]);
    expect(failing('settled', zone)).toEqual([0, 0]);
    expect(failing('settled', zone, { kind: 'istiod', cluster: 'us' })).toEqual([0.6, 0]);
    expect(failing('settled', { kind: 'cluster', cluster: 'us' })).toEqual([1, 0]);
    expect(failing('settled', { kind: 'gateway', cluster: 'eu' })).toEqual([0, 1]);
    expect(failing('settled', { kind: 'drained', region: 'eu-1' })).toEqual([0, 1]);
  });
});
