import { formatDuration, formatSeconds, parseDurationSeconds } from '../../../lib/core/units';

describe('a duration', () => {
  it.each([
    ['500ms', 0.5],
    ['90s', 90],
    ['1m30s', 90],
    ['1h30m', 5400],
    ['24h', 86_400],
    ['2d', 172_800],
    ['0s', 0],
  ])('%s is read', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBe(seconds);
  });

  it.each(['', '5', 's', '1.5h', '-1s', '1s1m', '5 m', '1H', '1w', '٣s'])('%j is none', (text) => {
    expect(parseDurationSeconds(text)).toBeUndefined();
  });

  it('is written for machines as whole seconds, or milliseconds', () => {
    expect([0.25, 1, 90, 3600].map(formatSeconds)).toEqual(['250ms', '1s', '90s', '3600s']);
  });

  it('is written for people with the largest units', () => {
    expect([0.25, 45, 90, 3600, 5405, 86_400].map(formatDuration)).toEqual([
      '250ms',
      '45s',
      '1m30s',
      '1h',
      '1h30m5s',
      '24h',
    ]);
  });
});
