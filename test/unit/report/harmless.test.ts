import fc from 'fast-check';
import { harmless, harmlessInPlace } from '../../../lib/report/harmless';

const CONTROLS = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

describe('harmless', () => {
  it.each([
    ['plain text', 'plain text'],
    ['Grüße, 日本 🚀', 'Grüße, 日本 🚀'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\nb\tc', 'a\\u000ab\\u0009c'],
    ['user\u202egpj.exe', 'user\\u202egpj.exe'],
    ['half \ud83d', 'half \\ud83d'],
  ])('writes %j as %j', (text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  it('leaves nothing that commands a terminal, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(harmless(text)).not.toMatch(CONTROLS);
        expect(harmlessInPlace(text)).not.toMatch(CONTROLS);
        expect([...harmlessInPlace(text)]).toHaveLength([...text].length);
      }),
    );
  });
});
