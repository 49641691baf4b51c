import { knownPaths } from '../../../lib/explain/known-paths';
import { FACETS, FACET_NAMES } from '../../../lib/facets/schemas';

const byPath = new Map(knownPaths().map((field) => [field.path.join('.'), field]));

describe('knownPaths', () => {
  it('has every field of every facet', () => {
    for (const facet of FACET_NAMES) {
      for (const field of Object.keys(FACETS[facet].schema.shape)) {
        const path = `${facet}.${field}`;
        expect(
          [...byPath.keys()].filter((known) => known === path || known.startsWith(`${path}.`)),
        ).not.toEqual([]);
      }
    }
  });

  it('has the fields that are no facets', () => {
    expect([...byPath.keys()]).toEqual(
      expect.arrayContaining(['name', 'owner', 'regions', 'clusters', 'cell', 'state']),
    );
  });

  it.each([
    ['cell', 'default'],
    ['state', 'active'],
    ['traffic.exposure', 'internal'],
    ['traffic.timeout', '15s'],
    ['runtime.resources.cpu', '250m'],
    ['runtime.probes.readiness', '/ready'],
    ['runtime.env', {}],
    ['calls.to', []],
    ['owner', undefined],
    ['runtime.minReplicasPerRegion', undefined],
  ])('knows the default of %s', (path, value) => {
    expect(byPath.get(path)?.default).toEqual(value);
  });

  it('agrees with what the schemas fill in', () => {
    const filled: Record<string, unknown> = {
      traffic: FACETS.traffic.schema.parse({}),
      calls: FACETS.calls.schema.parse({}),
    };
    const filledIn = Object.entries(filled).flatMap(([facet, values]) =>
      Object.entries(values as object).map(([field, value]): [string, unknown] => [
        `${facet}.${field}`,
        value,
      ]),
    );
    // A duration is written as text, and filled in as seconds.
    for (const [path, value] of filledIn.filter(([name]) => name !== 'traffic.timeout')) {
      expect([path, byPath.get(path)?.default]).toEqual([path, value]);
    }
  });

  it('gives no default to what is inside of a map that may be left out', () => {
    expect(byPath.get('runtime.load.targetUtilisation')).toMatchObject({ default: 60, optionalDepth: 2 });
    expect(byPath.get('runtime.probes.readiness')).toMatchObject({ optionalDepth: 0 });
  });

  it('knows which maps have keys of their own', () => {
    expect(byPath.get('runtime.env')).toMatchObject({ open: true });
    expect(byPath.get('runtime.args')).toMatchObject({ open: false });
  });
});
