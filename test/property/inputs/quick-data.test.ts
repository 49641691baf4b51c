import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { parseCarefully } from '../../../lib/config/parse-yaml';
import { quickData } from '../../../lib/config/quick-data';
import { ATOMS, nastyString } from '../output/nasty-json';

/** What the careful parser makes of a text; undefined where it has anything to say. */
function careful(text: string): unknown {
  const found: unknown[] = [];
  const { data } = parseCarefully('a.yaml', text, (diagnostic) => found.push(diagnostic));
  return found.length > 0 ? undefined : data;
}

/** Whatever the quick parser vouches for, the careful one reads the same. */
function expectAlike(text: string): void {
  const quick = quickData(text);
  if (quick === undefined) return;
  const wanted = careful(text);
  expect({ text, data: quick }).toStrictEqual({ text, data: wanted });
}

/** Texts that nobody wrote for a parser: pieces in a row, with the white space that decides what they mean. */
const rawText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...ATOMS) },
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          '\n',
          '\n  ',
          '\n    ',
          ' ',
          ': ',
          ':\n  ',
          '- ',
          '\n- ',
          ', ',
          'a: ',
          'b: ',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('[', ']', '{', '}', '"', "'", '#', '|', '>', '?', '---\n', '...\n'),
      },
      { weight: 1, arbitrary: nastyString },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const inMap = fc
  .tuple(
    rawText,
    fc.constantFrom('a: ', 'a:\n  ', 'a:\n  - ', 'a: [', 'a: {b: ', 'a: "', "a: '", 'a: |\n  ', '? '),
  )
  .map(([text, start]) => `${start}${text}`);

describe('quickData', () => {
  test.each([
    ['raw texts', rawText],
    ['values', inMap],
    [
      'what a writer writes',
      fc
        .tuple(fc.dictionary(nastyString, fc.oneof(nastyString, fc.array(nastyString))))
        .map(([data]) => stringify(data)),
    ],
  ])('reads %s as the parser with positions does, or not at all', (_, texts: fc.Arbitrary<string>) => {
    fc.assert(fc.property(texts, expectAlike), { numRuns: 10000 });
  });

  test.each(['a: \n#a\n b\ny: ', 'x:\n  a: # why\n  #a\n   b\n  y: ', '- \n#a\n b\n- c'])(
    'leaves a comment before a value to the parser with positions: %j',
    (text) => {
      expect(quickData(text)).toBeUndefined();
      expectAlike(text);
    },
  );

  test('reads every character alike, wherever it stands', () => {
    const special = [...Array(0x100).keys(), 0x2028, 0x2029, 0xfeff, 0xfffe, 0xd800, 0x10000];
    for (const code of special) {
      const character = String.fromCodePoint(code);
      for (const text of [
        `a: ${character}`,
        `a: b${character}c`,
        `a: "${character}"`,
        `${character}a: b`,
        `a: b #${character}\n`,
      ])
        expectAlike(text);
    }
  });

  test('vouches for every input of this repository', () => {
    const files = ['fleet.yaml', ...filesIn('clusters'), ...filesIn('apps')].filter((path) =>
      path.endsWith('.yaml'),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files)
      expect([file, quickData(readFileSync(file, 'utf8'))]).toEqual([
        file,
        careful(readFileSync(file, 'utf8')),
      ]);
  });

  test.each([
    'a: &b 1',
    'a: *b',
    'a: !!str 1',
    '%YAML 1.1\n---\na: 1',
    'a: 1\n---\nb: 2',
    'a: 1\na: 2',
    '<<: {a: 1}',
    '1: a',
    '__proto__: 1',
    'a: .nan',
    'a: 1e400',
    'a: 9007199254740993',
    'a: "\\ud800"',
    '',
    '# nothing',
    'a: [',
    `${'['.repeat(70)}${']'.repeat(70)}`,
  ])('leaves %j to the other', (text) => {
    expect(quickData(text)).toBeUndefined();
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => statSync(path).isFile());
}
