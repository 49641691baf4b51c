import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { COMPONENTS } from '../../lib/baseline/registry';
import { BASELINE_SETTINGS } from '../../lib/baseline/schemas';
import { FACET_BUILDERS } from '../../lib/facets/builders';
import { FACET_NAMES } from '../../lib/facets/schemas';
import { ROOT, foldersIn, importsOf, sourcesBelow } from './sources';

/** The first cycle that a depth-first walk finds, as the files on it. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = walk(next, [...path, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = walk(file, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function having(folder: string, file: string): string[] {
  const files = sourcesBelow(folder);
  return foldersIn(folder).filter((name) => files.includes(`${folder}/${name}/${file}`));
}

describe('modules', () => {
  const files = ['lib', 'bin', 'scripts', 'test', 'e2e', 'bench'].flatMap(sourcesBelow);

  it('do not import each other in circles', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    expect([...graph.values()].flat().length).toBeGreaterThan(300);
    expect(findCycle(graph)).toBeUndefined();
  });

  it('would be caught doing so', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', []],
      ['c', ['d']],
      ['d', ['b', 'c']],
    ]);
    expect(findCycle(graph)).toEqual(['c', 'd', 'c']);
  });

  it('have names in kebab-case', () => {
    const odd = files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.ts$/.test(basename(file)));
    expect(odd).toEqual([]);
  });

  it('carry a sentence about every export of lib', () => {
    const bare = sourcesBelow('lib').flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
      const undocumented = lines.filter(
        (line, index) =>
          /^export (async )?(function|const|class|interface|type) \w/.test(line) &&
          !(lines[index - 1] ?? '').endsWith('*/'),
      );
      return undocumented.map((line) => `${file}: ${line}`);
    });
    expect(bare).toEqual([]);
  });
});

describe('registries', () => {
  it('name every component of the baseline', () => {
    expect(COMPONENTS.map(({ name }) => name)).toEqual(foldersIn('lib/baseline'));
  });

  it('name the settings of every component that has any', () => {
    expect(Object.keys(BASELINE_SETTINGS)).toEqual(having('lib/baseline', 'schema.ts'));
  });

  it('name every facet', () => {
    expect([...FACET_NAMES].sort()).toEqual(foldersIn('lib/facets'));
  });

  it('name the builder of every facet that has one', () => {
    expect(Object.keys(FACET_BUILDERS).sort()).toEqual(having('lib/facets', 'builder.ts'));
  });

  it('name every lint rule', () => {
    const rules = sourcesBelow('lib/lint/rules').filter((file) => /^lib\/lint\/rules\/[^/]+\.ts$/.test(file));
    const registered = importsOf('lib/lint/registry.ts').filter((file) => file.startsWith('lib/lint/rules/'));
    expect([...registered].sort()).toEqual(rules);
  });
});
