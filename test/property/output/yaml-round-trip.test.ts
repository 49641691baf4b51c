import * as fc from 'fast-check';
import { parse } from 'yaml';
import type { Json } from '../../../lib/core/manifest';
import { emitYaml } from '../../../lib/output/emit-yaml';
import {
  goReader,
  pythonReader,
  READERS_REQUIRED,
  type ExternalReader,
} from '../../support/readers/external-readers';
import { ATOMS, canonical, nastyJson } from './nasty-json';

/** What `yaml` reads, with maps as Map so that a key that is no string shows. */
function readInProcess(text: string, version: '1.1' | '1.2'): unknown {
  const value: unknown = parse(text, { version, mapAsMap: true, prettyErrors: false, logLevel: 'error' });
  return withoutMaps(value);
}

function withoutMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMaps);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries(
    [...(value as Map<unknown, unknown>)].map(([key, inner]) => {
      if (typeof key !== 'string') throw new Error(`the key ${String(key)} is a ${typeof key}`);
      return [key, withoutMaps(inner)];
    }),
  );
}

const EVERY_ATOM: readonly Json[] = ATOMS.flatMap((atom) => [
  atom,
  { [atom]: atom },
  [atom, [atom], { [atom]: { [atom]: [atom] } }],
  { a: { [atom]: [], [`${atom}2`]: {} }, b: [[atom]] },
]);

function nested(depth: number, wrap: (inner: Json) => Json): Json {
  let value: Json = 'a\nb\n';
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

const DEEP: readonly Json[] = [
  nested(150, (inner) => [inner]),
  nested(150, (inner) => ({ a: inner })),
  nested(75, (inner) => [{ a: inner }]),
  nested(75, (inner) => ({ a: [inner, []], b: {} })),
];

describe('emitYaml in this process', () => {
  it.each(['1.1', '1.2'] as const)('is read back identically as YAML %s', (version) => {
    for (const value of [...EVERY_ATOM, ...DEEP]) {
      expect(canonical(readInProcess(emitYaml(value), version))).toBe(canonical(value));
    }
    fc.assert(
      fc.property(
        nastyJson,
        (value) => canonical(readInProcess(emitYaml(value), version)) === canonical(value),
      ),
      { numRuns: 4000 },
    );
  });

  it('holds nothing but printable ASCII and line breaks', () => {
    fc.assert(fc.property(nastyJson, (value) => /^[ -~\n]*\n$/.test(emitYaml(value))));
  });

  it('does not depend on the order in which keys were set', () => {
    fc.assert(fc.property(nastyJson, (value) => emitYaml(value) === emitYaml(reversed(value))));
  });

  it('never holds the mark by which Argo CD leaves a file out', () => {
    fc.assert(fc.property(nastyJson, (value) => !emitYaml(value).includes('+argocd:skip-file-rendering')));
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => [key, reversed(inner)]);
  return Object.fromEntries(entries.reverse());
}

const READERS: readonly (readonly [string, () => ExternalReader])[] = [
  ['PyYAML', pythonReader],
  ['sigs.k8s.io/yaml of Go', goReader],
];

describe.each(READERS)('emitYaml in %s', (_, find) => {
  it('is read back identically, where the reader is installed', () => {
    const reader = find();
    expect(READERS_REQUIRED ? reader.missing : undefined).toBeUndefined();
    const check = (values: readonly Json[]): void => {
      const results = reader.read(values.map(emitYaml));
      results.forEach((result, i) => expect(canonical(result)).toBe(canonical({ value: values[i] })));
    };
    check([...EVERY_ATOM, ...DEEP]);
    const batches = fc.array(nastyJson, { minLength: 400, maxLength: 400, size: 'max' });
    fc.assert(fc.property(batches, check), { numRuns: 5, endOnFailure: true });
  }, 120_000);
});
