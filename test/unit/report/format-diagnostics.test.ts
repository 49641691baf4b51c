import type { Diagnostic } from '../../../lib/core/diagnostic';
import { countLine, formatDiagnostics } from '../../../lib/report/format-diagnostics';
import { PLAIN, type Paint } from '../../../lib/report/paint';

const BASE: Diagnostic = {
  code: 'config/unknown-key',
  severity: 'error',
  strict: false,
  message: '"regoin" is not a field of this file',
  reason: 'A key that nothing reads would be ignored in silence.',
  remedy: 'Did you mean "region"?',
  at: { file: 'clusters/us.yaml', line: 12, column: 3, text: '  regoin: us-east-1', length: 6 },
  related: [],
};

describe('formatDiagnostics', () => {
  it('gives code, place, quoted line with caret, reason and remedy, and their number', () => {
    expect(formatDiagnostics([BASE], PLAIN))
      .toBe(`clusters/us.yaml:12:3: error: "regoin" is not a field of this file [config/unknown-key]
 12 |   regoin: us-east-1
    |   ^^^^^^
 why: A key that nothing reads would be ignored in silence.
 fix: Did you mean "region"?

1 error
`);
  });

  it('gives the other side of a conflict with its own line', () => {
    const related = [
      {
        label: 'first used here',
        at: { file: 'clusters/eu.yaml', line: 3, column: 1, text: 'mesh: a', length: 4 },
      },
    ];
    expect(formatDiagnostics([{ ...BASE, related }], PLAIN)).toContain(
      '    |   ^^^^^^\n first used here: clusters/eu.yaml:3:1\n 3 | mesh: a\n   | ^^^^\n why: ',
    );
  });

  it('sorts by place, with one blank line between', () => {
    const { at: _, ...nowhere } = BASE;
    const texts = formatDiagnostics(
      [
        { ...BASE, message: 'third' },
        { ...nowhere, message: 'first', severity: 'warning' },
        {
          ...BASE,
          message: 'second',
          at: { file: 'apps/a/app.yaml', line: 1, column: 1, text: '', length: 1 },
        },
      ],
      PLAIN,
    ).split('\n\n');
    expect(texts.map((text) => text.split('\n')[0])).toEqual([
      'warning: first [config/unknown-key]',
      'apps/a/app.yaml:1:1: error: second [config/unknown-key]',
      'clusters/us.yaml:12:3: error: third [config/unknown-key]',
      '2 errors, 1 warning',
    ]);
  });

  it('says nothing where there is nothing to say', () => {
    expect(formatDiagnostics([], PLAIN)).toBe('');
    expect(countLine([])).toBe('');
  });

  it('lets no input command the terminal', () => {
    const escape = '\u001b]0;title\u0007\u009b31m\u202e';
    const at = { file: `apps/${escape}.yaml`, line: 1, column: 1, text: `${escape}: 1`, length: 4 };
    const related = [{ label: escape, at }];
    const text = formatDiagnostics(
      [{ ...BASE, message: escape, reason: escape, remedy: escape, at, related }],
      PLAIN,
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('\\u001b]0;title\\u0007\\u009b31m\\u202e');
  });

  it('colours the severity, and nothing that it is not told to', () => {
    const paint: Paint = { ...PLAIN, error: (text) => `<e>${text}</e>`, warning: (text) => `<w>${text}</w>` };
    expect(formatDiagnostics([BASE], paint)).toContain(':3: <e>error</e>: ');
    expect(formatDiagnostics([{ ...BASE, severity: 'warning' }], paint)).toContain(':3: <w>warning</w>: ');
  });
});
