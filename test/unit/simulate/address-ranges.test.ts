import fc from 'fast-check';
import { cover, meet, subtract, type AddressRange } from '../../../lib/simulate/address-ranges';

const range = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 6 }))
  .map(([first, length]): AddressRange => ({ first, last: first + length }));
const ranges = fc.array(range, { maxLength: 5 });

function addresses(list: readonly AddressRange[]): Set<number> {
  return new Set(
    list.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n)),
  );
}

describe('address ranges', () => {
  test('are taken from one another, held and met as the sets of their addresses', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [left, right] = [addresses(a), addresses(b)];
        const rest = [...left].filter((address) => !right.has(address));
        expect([...addresses(subtract(a, b))].sort((x, y) => x - y)).toEqual(rest.sort((x, y) => x - y));
        expect(cover(b, a)).toBe(rest.length === 0);
        expect(meet(a, b)).toBe(rest.length < left.size);
      }),
    );
  });
});
