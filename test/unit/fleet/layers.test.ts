import type { Match } from '../../../lib/config/overlay-schema';
import {
  fold,
  layerSets,
  layersFor,
  leafPaths,
  PRECEDENCE,
  type Layer,
  type LayerKind,
} from '../../../lib/fleet/layers';
import { compareSpecificity, matches, type MatchSubject } from '../../../lib/fleet/match';

const EU: MatchSubject = {
  id: 'eu-1',
  region: 'eu-west-1',
  geography: 'eu',
  provider: 'aws',
  environment: 'prod',
  ring: { name: 'stable' },
};

function layer(kind: LayerKind, name: string, values: Record<string, unknown>, match?: Match): Layer {
  return { kind, name, values, ...(match === undefined ? {} : { match }) };
}

describe('precedence', () => {
  it('is one list', () => {
    expect(PRECEDENCE).toEqual(['default', 'profile', 'fleet overlay', 'contract', 'app overlay']);
  });

  it('puts kinds first, and among overlays the more specific match last', () => {
    const layers = [
      layer('app overlay', 'cluster', {}, { cluster: 'eu-1' }),
      layer('app overlay', 'provider', {}, { provider: 'aws' }),
      layer('contract', 'contract', {}),
      layer('app overlay', 'environment', {}, { environment: 'prod' }),
      layer('fleet overlay', 'fleet cluster', {}, { cluster: 'eu-1' }),
      layer('app overlay', 'region and ring', {}, { region: 'eu-west-1', ring: 'stable' }),
      layer('profile', 'profile', {}),
      layer('app overlay', 'region', {}, { region: 'eu-west-1' }),
      layer('app overlay', 'ring', {}, { ring: 'stable' }),
      layer('app overlay', 'geography', {}, { geography: 'eu' }),
      layer('app overlay', 'elsewhere', {}, { geography: 'na' }),
    ];
    expect(layersFor(layers, EU).map(({ name }) => name)).toEqual([
      'profile',
      'fleet cluster',
      'contract',
      'environment',
      'provider',
      'geography',
      'ring',
      'region',
      'region and ring',
      'cluster',
    ]);
  });

  it.each<[Match, Match, number]>([
    [{ cluster: 'a' }, { region: 'b', ring: 'c', geography: 'd' }, 1],
    [{ region: 'a', environment: 'b' }, { region: 'a' }, 1],
    [{ region: 'a', environment: 'b' }, { region: 'a', provider: 'c' }, -1],
    [{ region: 'a' }, { region: ['b', 'c'] }, 0],
  ])('compares %j with %j', (a, b, sign) => {
    expect(Math.sign(compareSpecificity(a, b))).toBe(sign);
    expect(Math.sign(compareSpecificity(b, a))).toBe(0 - sign);
  });
});

describe('a match', () => {
  it.each<[Match, boolean]>([
    [{ geography: 'eu' }, true],
    [{ geography: ['na', 'eu'] }, true],
    [{ geography: 'eu', ring: 'canary' }, false],
    [{ cluster: 'eu-1', environment: 'prod', provider: 'aws', region: 'eu-west-1', ring: 'stable' }, true],
    [{ region: ['us-east-1'] }, false],
  ])('%j is for a cluster: %s', (match, expected) => {
    expect(matches(match, EU)).toBe(expected);
  });
});

describe('folding', () => {
  const folded = (...values: Record<string, unknown>[]) =>
    fold(values.map((tree) => layer('contract', '', tree)));

  it('merges maps', () => {
    expect(folded({ env: { A: '1', B: '1' } }, { env: { B: '2', C: '2' } })).toEqual({
      env: { A: '1', B: '2', C: '2' },
    });
  });

  it('replaces lists', () => {
    expect(folded({ args: ['a', 'b'] }, { args: ['c'] })).toEqual({ args: ['c'] });
  });

  it('removes by null, at any depth', () => {
    expect(folded({ env: { A: '1', B: '1' }, load: { rps: 1 } }, { env: { A: null }, load: null })).toEqual({
      env: { B: '1' },
    });
  });

  it('keeps no null where there is nothing to remove', () => {
    expect(folded({}, { env: { A: null }, load: null })).toEqual({ env: {} });
  });

  it('replaces a value by a map, and a map by a value', () => {
    expect(folded({ a: 1, b: { c: 1 } }, { a: { c: 2 }, b: 2 })).toEqual({ a: { c: 2 }, b: 2 });
  });

  it('changes none of its layers', () => {
    const base = { env: { A: '1' } };
    folded(base, { env: { A: '2' } });
    expect(base).toEqual({ env: { A: '1' } });
  });
});

describe('what a layer says of a path', () => {
  const values = { runtime: { env: { A: '1' }, load: null, args: [] } };

  it.each([
    [['runtime', 'env', 'A'], { value: '1', depth: 3 }],
    [['runtime', 'load'], { value: null, depth: 2 }],
    [['runtime', 'load', 'rps'], { value: null, depth: 2 }],
    [['runtime', 'env', 'B'], undefined],
    [['runtime', 'toString'], undefined],
    [['traffic'], undefined],
  ])('%j', (path, expected) => {
    expect(layerSets(layer('contract', '', values), path)).toEqual(expected);
  });

  it('has one path a value; lists and empty maps are one', () => {
    expect(leafPaths({ a: { b: 1, c: [1, 2] }, d: {}, e: null })).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['d'],
      ['e'],
    ]);
  });
});
