import { questionsOf } from '../../../e2e/suites/traffic/istiod-questions';
import { prepareFleet, type PlacedFleet } from '../../../e2e/suites/traffic/placed-fleet';

const FLEETS: readonly PlacedFleet[] = Array.from({ length: 40 }, (_, index) => prepareFleet(index + 1, 7));

function traits(): ReadonlySet<string> {
  return new Set(FLEETS.flatMap(({ fleet }) => fleet.traits));
}

describe('the random fleets that a real istiod is asked about', () => {
  it('are of every kind', () => {
    expect([...traits()].sort()).toEqual([
      'a caller without a local instance',
      'a host outside in several regions',
      'four regions',
      'kept at home',
      'one writer',
      'served anywhere',
      'spread by shares',
    ]);
  });

  it('give shares whose places have other weights than their pods', () => {
    const shared = FLEETS.filter(({ fleet }) => fleet.traits.includes('spread by shares'));
    const weights = shared
      .flatMap(questionsOf)
      .filter(({ envoyCluster }) => envoyCluster.endsWith('.svc.cluster.local'))
      .flatMap(({ predicted }) => predicted.map((line) => /weight (\d+):/.exec(line)?.[1]));
    expect(shared.length).toBeGreaterThan(3);
    expect(weights.filter((weight) => Number(weight) > 12).length).toBeGreaterThan(10);
  });

  it('depend on a host outside that is in one region, and the callers in others, too', () => {
    const single = FLEETS.filter(({ fleet }) => fleet.outside.regions.length === 1);
    expect(single.length).toBeGreaterThan(3);
  });

  it('ask every caller about a host outside too, near regions before far ones', () => {
    const outside = FLEETS.flatMap(questionsOf).filter(({ envoyCluster }) =>
      envoyCluster.endsWith('.example.net'),
    );
    const tiers = outside.map(({ predicted }) => new Set(predicted.map((line) => line.slice(0, 2))).size);
    expect(outside.length).toBeGreaterThan(FLEETS.length);
    expect(new Set(tiers)).toEqual(new Set([1, 2, 3]));
  });
});
