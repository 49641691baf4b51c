import fc from 'fast-check';
import { overlaps, contains, parseCidr } from '../../../lib/core/cidr';
import {
  formatDuration,
  formatQuantity,
  formatSeconds,
  parseDurationSeconds,
  parseQuantity,
} from '../../../lib/core/units';

const SUFFIXES = ['', 'm', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

const quantity = fc
  .tuple(fc.nat({ max: 10 ** 6 }), fc.option(fc.nat({ max: 999 })), fc.constantFrom(...SUFFIXES))
  .map(([whole, fraction, suffix]) => `${whole}${fraction === null ? '' : `.${fraction}`}${suffix}`)
  .filter((text) => isWhole(parseQuantity(text)?.milli));

/** Nobody asks for a thousandth of a byte out of terabytes. */
function isWhole(milli: bigint | undefined): boolean {
  return milli !== undefined && (milli % 1000n === 0n || milli < 10n ** 12n);
}

describe('a quantity', () => {
  it('means the same after it was written canonically', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const parsed = parseQuantity(text);
        fc.pre(parsed !== undefined);
        expect(parseQuantity(formatQuantity(parsed))?.milli).toBe(parsed.milli);
      }),
    );
  });

  it('has one canonical form, which is its own', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const parsed = parseQuantity(text);
        fc.pre(parsed !== undefined);
        const canonical = formatQuantity(parsed);
        const again = parseQuantity(canonical);
        expect(again && formatQuantity(again)).toBe(canonical);
        expect(canonical).toMatch(/^\d+[A-Za-z]{0,2}$/);
      }),
    );
  });

  it('is never taken from other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\d/.test(text));
        expect(parseQuantity(text)).toBeUndefined();
      }),
    );
  });
});

describe('a duration', () => {
  it('means the same after it was written, for machines and for people', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 6 }), (seconds) => {
        expect(parseDurationSeconds(formatSeconds(seconds))).toBe(seconds);
        expect(parseDurationSeconds(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });

  it('keeps its milliseconds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 99_999 }), (milliseconds) => {
        const text = formatSeconds(milliseconds / 1000);
        expect(Math.round((parseDurationSeconds(text) ?? NaN) * 1000)).toBe(milliseconds);
      }),
    );
  });
});

const range = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => {
    const first = Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`;
  });

describe('an IPv4 range', () => {
  it('overlaps another exactly when one of them holds the other', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const [x, y] = [parseCidr(a), parseCidr(b)];
        if (x === undefined || y === undefined) throw new Error(`${a} or ${b} is no range`);
        expect(overlaps(x, y)).toBe(contains(x, y) || contains(y, x));
        expect(overlaps(x, y)).toBe(overlaps(y, x));
      }),
    );
  });
});
