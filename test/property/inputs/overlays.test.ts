import fc from 'fast-check';
import type { Match } from '../../../lib/config/overlay-schema';
import { fold, layersFor, PRECEDENCE, type Layer, type RawTree } from '../../../lib/fleet/layers';
import { compareSpecificity, type MatchSubject } from '../../../lib/fleet/match';

const CLUSTER: MatchSubject = {
  id: 'c',
  region: 'r',
  geography: 'g',
  provider: 'p',
  environment: 'e',
  ring: { name: 'n' },
};

const match: fc.Arbitrary<Match> = fc
  .record(
    {
      cluster: fc.constant('c'),
      region: fc.constant('r'),
      ring: fc.constant('n'),
      geography: fc.constant('g'),
      provider: fc.constant('p'),
      environment: fc.constant('e'),
    },
    { requiredKeys: [] },
  )
  .filter((keys) => Object.keys(keys).length > 0);

/** A tree of a few keys, so that layers meet; leaves differ, and null removes where it may. */
function tree(leaf: fc.Arbitrary<unknown>): fc.Arbitrary<RawTree> {
  const key = fc.constantFrom('a', 'b', 'c');
  return fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf)));
}
/** A tree in which a key always holds a map, or never does, as a schema has it. */
const shaped: fc.Arbitrary<RawTree> = fc.record(
  {
    single: fc.nat(),
    list: fc.array(fc.nat(), { maxLength: 2 }),
    map: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat()),
    deep: fc.record({ map: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat()) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
const value = fc.oneof(fc.nat(), fc.array(fc.nat(), { maxLength: 2 }));

describe('overlays', () => {
  it('give the same in whatever order they are written, where no two have one rank', () => {
    const overlays = fc.uniqueArray(fc.tuple(match, tree(fc.oneof(value, fc.constant(null)))), {
      selector: ([keys]) => Object.keys(keys).sort().join(' '),
      maxLength: 6,
    });
    fc.assert(
      fc.property(overlays, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (pairs, shuffle) => {
        const layers = pairs.map(([keys, values]): Layer => ({
          kind: 'app overlay',
          name: '',
          values,
          match: keys,
        }));
        const shuffled = layers
          .map((layer, index) => ({ layer, rank: shuffle[index] ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ layer }) => layer);
        expect(fold(layersFor(shuffled, CLUSTER))).toEqual(fold(layersFor(layers, CLUSTER)));
      }),
    );
  });

  it('are ranked by a total order of their keys', () => {
    fc.assert(
      fc.property(match, match, match, (a, b, c) => {
        const keys = (of: Match): string => Object.keys(of).sort().join(' ');
        expect(compareSpecificity(a, b) === 0).toBe(keys(a) === keys(b));
        if (compareSpecificity(a, b) <= 0 && compareSpecificity(b, c) <= 0) {
          // eslint-disable-next-line jest/no-conditional-expect -- a property of ordered triples only
          expect(compareSpecificity(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('never come before a layer of a weaker kind', () => {
    const layer = fc.record({
      kind: fc.constantFrom(...PRECEDENCE),
      name: fc.constant(''),
      values: tree(value),
      match,
    });
    fc.assert(
      fc.property(fc.array(layer), (layers) => {
        const ranks = layersFor(layers, CLUSTER).map(({ kind }) => PRECEDENCE.indexOf(kind));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });
});

describe('folding', () => {
  const layerOf = (values: RawTree): Layer => ({ kind: 'contract', name: '', values });
  const folded = (...trees: readonly RawTree[]): RawTree => fold(trees.map(layerOf));

  it('is associative, as long as nothing is removed', () => {
    fc.assert(
      fc.property(shaped, shaped, shaped, (a, b, c) => {
        expect(folded(folded(a, b), c)).toEqual(folded(a, b, c));
        expect(folded(a, b, c)).toEqual(folded(a, folded(b, c)));
      }),
    );
  });

  it('of one layer twice is that layer, and of nothing is nothing', () => {
    fc.assert(
      fc.property(tree(value), (a) => {
        expect(folded(a, a)).toEqual(folded(a));
        expect(folded(a, {})).toEqual(folded(a));
      }),
    );
    expect(folded()).toEqual({});
  });

  it('leaves no null behind', () => {
    fc.assert(
      fc.property(fc.array(tree(fc.oneof(value, fc.constant(null)))), (trees) => {
        expect(JSON.stringify(folded(...trees))).not.toContain('null');
      }),
    );
  });
});
