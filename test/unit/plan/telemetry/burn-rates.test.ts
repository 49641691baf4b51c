import fc from 'fast-check';
import {
  BURN_RATES,
  factorText,
  objectiveOf,
  thresholdOf,
  unreachableRate,
} from '../../../../lib/plan/telemetry/burn-rates';

describe('an objective', () => {
  it.each([
    [99.9, '0.999', '0.001'],
    [99.95, '0.9995', '0.0005'],
    [99.999, '0.99999', '0.00001'],
    [99.7, '0.997', '0.003'],
    [94, '0.94', '0.06'],
    [100, '1', '0'],
  ])('of %d%% leaves exactly what is left', (slo, ratio, budget) => {
    expect(objectiveOf(slo)).toEqual({ ratio, budget });
  });
});

describe('the rates', () => {
  it('are the share of the budget that is gone at the end of the long window', () => {
    const hours = { '1h': 1, '6h': 6, '1d': 24, '3d': 72 } as Readonly<Record<string, number>>;
    const gone = BURN_RATES.map(
      ({ factorTenths, long }) => ((factorTenths / 10) * (hours[long] ?? NaN)) / (30 * 24),
    );
    expect(gone.map((share) => share.toFixed(4))).toEqual(['0.0200', '0.0500', '0.1000', '0.1000']);
    expect(BURN_RATES.map(factorText)).toEqual(['14.4', '6', '3', '1']);
  });

  it('cannot all be reached by a promise of 93.05%, and can by one of 93.06%', () => {
    expect(unreachableRate(93.05)?.factorTenths).toBe(144);
    expect(thresholdOf(93.05, { factorTenths: 144 })).toBe('1.0008');
    expect(thresholdOf(93, { factorTenths: 144 })).toBe('1.008');
    expect(unreachableRate(93.06)).toBeUndefined();
  });

  it('give thresholds without a trace of binary fractions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom(...BURN_RATES),
        (thousandths, rate) => {
          const text = thresholdOf(thousandths / 1000, rate);
          expect(text).toMatch(/^\d+(\.\d{1,8})?$/);
          expect(Number(text)).toBeCloseTo((rate.factorTenths / 10) * (1 - thousandths / 100_000), 9);
        },
      ),
    );
  });
});
