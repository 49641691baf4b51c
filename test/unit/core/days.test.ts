import { daysBetween } from '../../../lib/core/days';

describe('days between', () => {
  it.each([
    ['2026-11-21', '2026-11-21', 0],
    ['2026-12-31', '2027-01-01', 1],
    ['2027-02-28', '2027-03-01', 1],
    ['2028-02-28', '2028-03-01', 2],
    ['2100-02-28', '2100-03-01', 1],
    ['2000-01-01', '2400-01-01', 146_097],
    ['2027-03-01', '2027-02-28', -1],
  ])('%s and %s are %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it('are those of the calendar, on every day of forty years', () => {
    const first = Date.UTC(1999, 0, 1);
    const wrong = Array.from({ length: 14_610 }, (_, days) => days).filter((days) => {
      const day = new Date(first + days * 86_400_000).toISOString().slice(0, 10);
      return daysBetween('1999-01-01', day) !== days;
    });
    expect(wrong).toEqual([]);
  });
});
