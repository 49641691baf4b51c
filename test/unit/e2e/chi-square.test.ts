import { chiSquare, pooled } from '../../../e2e/checks/chi-square';

function classes(...pairs: readonly (readonly [observed: number, expected: number])[]) {
  return pairs.map(([observed, expected]) => ({ name: '', observed, expected }));
}

describe('the chi-square test', () => {
  test.each([
    [classes([60, 0.5], [40, 0.5]), 4, 1, 0.0455],
    [classes([44, 0.5], [16, 0.3], [40, 0.2]), 27.253, 2, 1.207e-6],
    [classes([50, 0.5], [30, 0.3], [20, 0.2]), 0, 2, 1],
  ])('gives the published tail', (counted, statistic, freedom, probability) => {
    const fit = chiSquare(counted);
    expect(fit.statistic).toBeCloseTo(statistic, 2);
    expect(fit.freedom).toBe(freedom);
    expect(fit.probability / probability).toBeCloseTo(1, 1);
  });

  test('takes anything where nothing was expected for impossible', () => {
    expect(chiSquare(classes([99, 1], [1, 0])).probability).toBe(0);
  });

  test('throws small classes together, and one choice alone says nothing', () => {
    expect(chiSquare(classes([96, 0.96], [2, 0.02], [2, 0.02])).freedom).toBe(1);
    expect(chiSquare(classes([100, 1])).probability).toBe(1);
  });

  test('sees together what none shows alone', () => {
    const slight = chiSquare(classes([530, 0.5], [470, 0.5]));
    expect(slight.probability).toBeGreaterThan(0.05);
    expect(pooled(Array.from({ length: 40 }, () => slight)).probability).toBeLessThan(1e-12);
  });
});
