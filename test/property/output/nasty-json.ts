import * as fc from 'fast-check';
import type { Json } from '../../../lib/core/manifest';

const WORDS =
  'y Y n N yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE null Null NULL ~ nan NaN inf';
const NUMBERS =
  '0 -0 +1 1 007 0o17 0x1F 0b101 1_000 1.5 .5 5. -.5 1e3 1E3 1e+3 1.0e+3 .inf -.Inf .NaN 1:20 190:20:30 1.2.3 10.0.0.1 0x 0xg ' +
  '500m 2Gi 30s 1d 10.1.0.0/16 2001-12-14 2001-12-14T21:59:43.10-05:00 1e1000 0777 08 1,000 1__0 12e03';
const INDICATORS =
  '- -- --- ... ? : , [ ] { } # & * ! | > \' " % @ ` < = << == \\ / + _ $ ^ ( ) ; &a *a !!str !a |- >+ %YAML {{ }} -a ?a :a #a a: a# [] {} "" \'\'';
const SPACED = [
  '', ' ', '  ', '\t', '\n', '\n\n', '\r', '\r\n', ' a', 'a ', 'a\t', '\ta', 'a: b', 'a :b', 'a #b', 'a# b', '- a', '? a', 'a:b', 'a,b', 'a b',
  'a  b', 'a\n', 'a\nb', 'a\nb\n', 'a\n\n', '\na', '\na\n', ' a\n', 'a\n b\n', 'a\n  \n', 'a\n  \nb\n', 'a \n', 'a\n---\nb\n', 'a\n...\n', 'a\n# b\n',
  'a\n\tb\n', '#!/bin/sh\nset -e\necho "$1"\n', 'key: |\n  text\n', '--- a', '... a', "it's", 'say "so"', 'C:\\dir', 'a\\nb',
]; // prettier-ignore
const CHARACTERS = [
  '\0', '\x01', '\x07', '\b', '\v', '\f', '\x1b', '\x7f', '\x80', '\x85', '\xa0', '\xad', '\xe9', 'e\u0301', '\u2028', '\u2029', '\u200b', '\u202e',
  '\ud7ff', '\ue000', '\ufdd0', '\ufeff', '\ufffd', '\ufffe', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}', '\u4e16\u754c',
]; // prettier-ignore
const NAMES = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'apiVersion', 'kind', 'metadata', 'app.kubernetes.io/name', 'a.b-c/d_e', '/ready',
  'registry.example/a/b:1.2@sha256:0af', 'https://example.com:8443/a?b=c&d#e', 'Prune=false,Delete=false', '25%', '*.example.com', '$(POD_NAME)',
  '{{ .path.basename }}', '# +argocd:skip-file-rendering', 'a\n# +argocd:skip-file-rendering\n', '+argocd:skip-file-rendering\t', 'x'.repeat(200),
  'long '.repeat(300), 'k'.repeat(1100), '\u00e9'.repeat(300), 'line of text\n'.repeat(50),
]; // prettier-ignore

/** Every piece that some reader or writer of YAML is known to stumble over, alone. */
export const ATOMS: readonly string[] = [
  ...WORDS.split(' '),
  ...NUMBERS.split(' '),
  ...INDICATORS.split(' '),
  ...SPACED,
  ...CHARACTERS,
  ...NAMES,
];

const HALF_PAIR = /\p{Surrogate}/u;

/** Strings: the atoms, several of them in a row, lines of them, and any text at all. */
export const nastyString: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ATOMS) },
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...ATOMS), { maxLength: 4 }).map((atoms) => atoms.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...ATOMS), { maxLength: 5 }).map((atoms) => `${atoms.join('\n')}\n`),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).filter((text) => !HALF_PAIR.test(text)) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'aZ09_./@,=()-: #\'"\n') }) },
);

const NUMBER_ATOMS = [
  0, -0, 1, -1, 0.1, -0.5, 1e21, 1.5e21, -1e21, 1e-7, 1.5e-7, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER,
  2 ** 53, 2 ** 53 + 2, 2 ** 60, 2 ** 63, -(2 ** 63), 2 ** 64, 2 ** 65, 123456789.125, 1e15, 1e16, 1e20,
]; // prettier-ignore

const nastyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(...NUMBER_ATOMS),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Documents: a value of any kind at the top, collections in collections, empty ones too. */
export const nastyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json; leaf: Json; list: Json; map: Json }>(
  (tie) => ({
    value: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, tie('leaf'), tie('map'), tie('list')),
    leaf: fc.oneof(
      { weight: 5, arbitrary: nastyString },
      nastyNumber,
      fc.constantFrom<Json>(null, true, false, [], {}),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }),
    map: fc
      .array(fc.tuple(nastyString, tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  }),
).value;

/** A text that is equal exactly for equal values, whatever the order of their keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${entries.sort().join(',')}}`;
}
