import fc from 'fast-check';
import { compareCodePoints, sortedBy } from '../../../lib/core/text';

/** By the definition: the first code point that differs decides, and a beginning comes before its continuation. */
function byDefinition(a: string, b: string): number {
  const [x, y] = [[...a], [...b]].map((characters) =>
    characters.map((character) => character.codePointAt(0) ?? 0),
  );
  const at = (x ?? []).findIndex((code, index) => code !== y?.[index]);
  return at < 0 ? a.length - b.length : (x?.[at] ?? 0) - (y?.[at] ?? -1);
}

/** Few characters from both sides of every border that matters, so that long beginnings are often shared. */
const text = fc.string({
  unit: fc.constantFrom('a', 'b', '/', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}'),
});

describe('code-point order', () => {
  it('is that of the code points', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(byDefinition(a, b)));
      }),
    );
  });

  it('sorts by keys, and keeps the order of equal ones', () => {
    fc.assert(
      fc.property(fc.array(text), (keys) => {
        const sorted = sortedBy(
          keys.map((key, index) => ({ key, index })),
          ({ key }) => key,
        );
        for (const [position, { key, index }] of sorted.entries()) {
          const before = sorted[position - 1];
          if (before === undefined) continue;
          const order = byDefinition(before.key, key);
          expect(order < 0 || (order === 0 && before.index < index)).toBe(true);
        }
      }),
    );
  });
});
