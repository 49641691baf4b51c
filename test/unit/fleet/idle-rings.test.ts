import type { Diagnostic } from '../../../lib/core/diagnostic';
import { synthesize } from '../../../lib/synthesize';
import { BACKED_UP } from '../../support/backed-up';
import { MINI_FILES } from '../../support/mini-fleet';

/** Findings of the miniature fleet, in which no cluster follows the ring "canary", with an overlay of one app. */
function findings(match: string): readonly Diagnostic[] {
  const overlay = `overlays:\n  - match: ${match}\n    runtime: {shutdown: 20s}\n`;
  const files = new Map(Object.entries({ ...MINI_FILES, ...BACKED_UP }));
  files.set('apps/web/app.yaml', `${MINI_FILES['apps/web/app.yaml'] ?? ''}${overlay}`);
  return synthesize({ tree: { files, unreadable: [] }, resources: {}, existingUnits: [], twice: false })
    .diagnostics;
}

describe('an overlay for a ring that no cluster follows', () => {
  it('is named, and stops nobody', () => {
    expect(findings('{ring: canary}')).toMatchObject([
      {
        code: 'fleet/overlay-of-idle-ring',
        severity: 'warning',
        message:
          'this overlay matches no cluster that web is placed in, as no cluster follows the ring canary',
        at: { file: 'apps/web/app.yaml' },
      },
    ]);
  });

  it('is like any other where it also names a ring that one follows', () => {
    expect(findings('{ring: [canary, stable]}')).toEqual([]);
    expect(findings('{ring: [canary, stable], region: eu-west-1}').map(({ code }) => code)).toEqual([
      'fleet/overlay-matches-nothing',
    ]);
  });

  it('is refused where fleet.yaml declares no such ring', () => {
    const [found, ...more] = findings('{ring: canari}');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'fleet/unknown-reference', remedy: 'Did you mean "canary"?' });
  });
});
