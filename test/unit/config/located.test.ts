import { z } from 'zod';
import { parseYaml } from '../../../lib/config/parse-yaml';
import { validate } from '../../../lib/config/validate';

/** The file of a text, checked by nothing. */
function located(text: string) {
  const file = validate(
    parseYaml('a.yaml', text, () => undefined),
    z.unknown(),
    () => undefined,
  );
  if (file === undefined) throw new Error('the text is not valid');
  return file;
}

/** A place as `line:column`, and the characters that the caret underlines. */
function marked({ line, column, text, length }: ReturnType<ReturnType<typeof located>['at']>): string {
  return `${line}:${column} ${text.slice(column - 1, column - 1 + length)}`;
}

const FILE = located(
  'top:\n  list: [one, two]\n  "quoted key": "quoted value"\n  8080: open\n  empty:\nlast: end',
);

describe('the place of', () => {
  it.each([
    ['a value', ['last'], '6:7 end'],
    ['a map', ['top'], '2:3 list: [one, two]'],
    ['a list', ['top', 'list'], '2:9 [one, two]'],
    ['an entry', ['top', 'list', 1], '2:15 two'],
    ['a quoted value', ['top', 'quoted key'], '3:17 "quoted value"'],
    ['what a number names', ['top', '8080'], '4:9 open'],
    ['a missing field: the nearest map that is there', ['top', 'absent', 'deeper'], '2:3 list: [one, two]'],
    ['a missing entry: its list', ['top', 'list', 7], '2:9 [one, two]'],
    ['what JavaScript objects inherit: nothing', ['top', 'constructor'], '2:3 list: [one, two]'],
  ])('%s', (_, path, expected) => {
    expect(marked(FILE.at(path))).toBe(expected);
  });

  it.each([
    ['a key', ['last'], '6:1 last'],
    ['a quoted key', ['top', 'quoted key'], '3:3 "quoted key"'],
    ['a number', ['top', '8080'], '4:3 8080'],
    ['the key of a missing field: the nearest value', ['absent'], '1:1 top:'],
  ])('%s', (_, path, expected) => {
    expect(marked(FILE.atKey(path))).toBe(expected);
  });

  it('a value behind Windows line ends has its own line', () => {
    const place = located('a: 1\r\nb: two\r\n').at(['b']);
    expect(place).toEqual({ file: 'a.yaml', line: 2, column: 4, text: 'b: two', length: 3 });
  });

  it('a value of many lines is underlined in the first', () => {
    expect(marked(located('a: |\n  one\n  two\n').at(['a']))).toBe('1:4 |');
  });
});
