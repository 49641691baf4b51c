import type { Diagnostic } from '../../../../lib/core/diagnostic';
import { lint } from '../../../../lib/lint/lint';
import { lintIndex } from '../../../../lib/lint/lint-index';
import { exemptionsAreNeeded } from '../../../../lib/lint/rules/exemptions-are-needed';
import { exemptionsExpire } from '../../../../lib/lint/rules/exemptions-expire';
import { compileMini, edit, findingsOf, withObjects } from '../../../support/compiled';
import { MINI_FILES } from '../../../support/mini-fleet';

const fleet = compileMini({
  'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}policy:
  exemptions:
    - {rule: must-carry-labels, namespace: web, owner: shop, reason: old, expires: 2027-01-31}
`,
});

function on(today: string | undefined): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  lint([exemptionsExpire], lintIndex({ ...fleet, today }), (diagnostic) => void found.push(diagnostic));
  return found;
}

describe('an exemption', () => {
  test('is named from the day after its last one', () => {
    expect(on('2027-01-31')).toEqual([]);
    expect(on('2027-02-01')).toMatchObject([
      {
        severity: 'warning',
        message: 'the exemption of web/* from must-carry-labels expired on 2027-01-31',
        remedy: 'Take it out, or let shop say until when it is needed.',
        at: { file: 'fleet.yaml' },
      },
    ]);
  });

  test('does not expire where nobody knows the day', () => {
    expect(on(undefined)).toEqual([]);
  });
});

describe('an exemption that lets nothing in', () => {
  test('is named where nothing would be refused without it', () => {
    expect(findingsOf(exemptionsAreNeeded, fleet)).toMatchObject([
      {
        severity: 'warning',
        message: 'the exemption of web/* from must-carry-labels exempts nothing that Meridian writes',
        at: { file: 'fleet.yaml', text: expect.stringContaining('must-carry-labels') as string },
      },
    ]);
  });

  test('is not named while one object of one cluster needs it', () => {
    const needed = withObjects(
      fleet,
      edit('Deployment', 'web', ['spec', 'template', 'metadata', 'labels', 'team'], undefined, 'us'),
    );
    expect(findingsOf(exemptionsAreNeeded, needed)).toEqual([]);
  });
});
