import type { Diagnostic } from '../../../../lib/core/diagnostic';
import { lint } from '../../../../lib/lint/lint';
import { lintIndex } from '../../../../lib/lint/lint-index';
import { drillsAreRecent } from '../../../../lib/lint/rules/drills-are-recent';
import { compileMini } from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

function on(today: string | undefined, every = 'recovery: {drillEveryDays: 92}'): readonly Diagnostic[] {
  const fleet = compileMini({
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${every}\n`,
    'clusters/us.yaml': `${MINI_FILES['clusters/us.yaml'] ?? ''}lastDrill: {date: 2026-08-21, evidence: drill 12}\n`,
    'clusters/eu.yaml': `${MINI_FILES['clusters/eu.yaml'] ?? ''}lastDrill: {date: 2026-11-01, evidence: drill 13}\n`,
  });
  const found: Diagnostic[] = [];
  lint([drillsAreRecent], lintIndex({ ...fleet, today }), (diagnostic) => void found.push(diagnostic));
  return found;
}

describe('a drill', () => {
  test('is named when it is older than the fleet wants', () => {
    expect(on('2026-11-21')).toEqual([]);
    expect(on('2026-11-22')).toMatchObject([
      {
        severity: 'warning',
        message:
          'us was last done without 93 days ago (drill 12), and is to be withdrawn on purpose every 92 days',
        at: { file: 'clusters/us.yaml' },
      },
    ]);
  });

  test('is asked for where none was written down', () => {
    const fleet = compileMini({
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}recovery: {drillEveryDays: 92}\n`,
    });
    const found: string[] = [];
    lint(
      [drillsAreRecent],
      lintIndex({ ...fleet, today: '2026-11-21' }),
      ({ message }) => void found.push(message),
    );
    expect(found).toEqual([
      'eu was never seen to be done without, and is to be withdrawn on purpose every 92 days',
      'us was never seen to be done without, and is to be withdrawn on purpose every 92 days',
    ]);
  });

  test('is asked for by nobody where the fleet does not, or the day is unknown', () => {
    expect(on('2030-01-01', '')).toEqual([]);
    expect(on(undefined)).toEqual([]);
  });
});
