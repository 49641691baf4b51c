import type { App, Cluster } from '../../../lib/fleet/fleet';
import type { LocalityPolicy } from '../../../lib/plan/plan';
import { expectationOf } from '../../../lib/prove/expectation';

/** Clusters that nothing is asked of but id and region: the id is `<region>` or `<region>-<number>`. */
function cluster(id: string): Cluster {
  return { id, region: id.replace(/-\d$/, '') } as Cluster;
}

const [US, US2, EU, AP, JP] = ['us', 'us-2', 'eu', 'ap', 'jp'].map(cluster) as [
  Cluster,
  Cluster,
  Cluster,
  Cluster,
  Cluster,
];

/** "<answers> or else <others>" for a client, with some clusters gone. */
function expected(
  locality: LocalityPolicy,
  placed: readonly Cluster[],
  client: Cluster,
  ...gone: readonly Cluster[]
): string {
  const plan = { app: { clusters: placed } as unknown as App, locality, placed };
  const { answers, orElse } = expectationOf(plan, client, new Set(gone.map(({ id }) => id)));
  const names = (list: readonly Cluster[]): string => list.map(({ id }) => id).join(',') || 'nobody';
  return orElse.length === 0 ? names(answers) : `${names(answers)} or else ${names(orElse)}`;
}

describe('who is to answer', () => {
  test('is the next of the order, where any region may serve', () => {
    const orders = [
      { client: 'us', regions: ['us', 'eu', 'ap'] },
      { client: 'jp', regions: ['ap', 'us', 'eu'] },
    ];
    const nearest: LocalityPolicy = { kind: 'nearest', orders, neighbours: false };
    const placed = [US, EU, AP];
    expect(expected(nearest, placed, US)).toBe('us');
    expect(expected(nearest, placed, US, EU)).toBe('us');
    expect(expected(nearest, placed, JP)).toBe('ap');
    // A region without the app names its first choice alone, so that nothing is said of the others.
    expect(expected(nearest, placed, JP, AP)).toBe('us or else eu');
  });

  test('is anybody behind the two that a region can name', () => {
    const orders = [{ client: 'us', regions: ['us', 'eu', 'ap', 'jp'] }];
    const nearest: LocalityPolicy = { kind: 'nearest', orders, neighbours: false };
    const placed = [US, EU, AP, JP];
    expect(expected(nearest, placed, US, US)).toBe('eu');
    expect(expected(nearest, placed, US, US, EU)).toBe('ap or else jp');
  });

  test('is the own cluster before a neighbour, which may help', () => {
    const orders = [{ client: 'us', regions: ['us', 'eu'] }];
    const nearest: LocalityPolicy = { kind: 'nearest', orders, neighbours: true };
    const placed = [US, US2, EU];
    expect(expected(nearest, placed, US)).toBe('us or else us-2');
    expect(expected(nearest, placed, US, US)).toBe('us-2');
    expect(expected(nearest, placed, US, US, US2)).toBe('eu');
  });

  test('is the standby after the primary, where the mesh may move on', () => {
    const first: LocalityPolicy = { kind: 'primary-first', primary: US, standby: [EU] };
    expect(expected(first, [US, EU], EU)).toBe('us');
    expect(expected(first, [US, EU], EU, US)).toBe('eu');
    expect(expected(first, [US, EU], AP, EU)).toBe('us');
  });

  test('is nobody after the primary, where a person moves on', () => {
    const only: LocalityPolicy = { kind: 'primary-only', primary: US };
    expect(expected(only, [US, EU], EU)).toBe('us');
    expect(expected(only, [US, EU], EU, US)).toBe('nobody');
  });

  test('is the home alone, where each region has its own', () => {
    const homes = [
      { client: 'us', regions: ['us', 'eu'] },
      { client: 'ap', regions: ['eu', 'us'] },
    ];
    const home: LocalityPolicy = { kind: 'home-only', homes };
    expect(expected(home, [US, EU], US)).toBe('us');
    expect(expected(home, [US, EU], AP)).toBe('eu');
    expect(expected(home, [US, EU], AP, EU)).toBe('nobody');
  });

  test('is nobody in a cluster that is drained', () => {
    const orders = [{ client: 'us', regions: ['eu'] }];
    const drained = { ...US, drained: true };
    expect(expected({ kind: 'nearest', orders, neighbours: false }, [drained, EU], drained)).toBe('eu');
  });

  test('is whoever is left in the only region', () => {
    const local: LocalityPolicy = { kind: 'local', region: 'us' };
    expect(expected(local, [US, US2], EU, US)).toBe('us-2');
    expect(expected(local, [US], EU, US)).toBe('nobody');
  });
});
