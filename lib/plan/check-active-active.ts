import type { Diagnostic, Position } from '../core/diagnostic';
import type { App } from '../fleet/fleet';
import { missingFact } from '../fleet/messages';
import * as say from './arrangement-messages';

type Report = (diagnostic: Diagnostic) => void;
type Statements = NonNullable<App['facets']['data']['activeActive']>;

/** Two regions that take writes at once are safe only as far as somebody has thought of it. */
export function checkActiveActive(app: App, report: Report): void {
  const { name, facets, clusters } = app;
  const { mode, activeActive } = facets.data;
  if (mode !== 'active-active') {
    if (activeActive === undefined) return;
    const at = place(app, 'data', 'activeActive');
    report(say.activeActiveUnread({ at, app: name, mode, other: place(app, 'data', 'mode') }));
    return;
  }
  if (new Set(clusters.map(({ region }) => region)).size < 2) return;
  if (activeActive !== undefined) {
    checkStatements(app, activeActive, report);
    return;
  }
  report(
    missingFact({
      at: place(app, 'data', 'mode'),
      subject: name,
      field: 'data.activeActive',
      effect:
        'Nobody can say what becomes of two writes that meet, of a request that is tried twice, and of the sessions of a lost region.',
      remedy: 'Add "activeActive" with conflicts, idempotency and session.',
    }),
  );
}

function place(app: App, ...path: readonly string[]): Position {
  return app.files.contract.at(['application', ...path]);
}

function checkStatements(app: App, { conflicts, idempotency, session }: Statements, report: Report): void {
  const { name, criticality } = app;
  const { exposure, retries, routing, weights } = app.facets.traffic;
  const at = (field: keyof Statements): Position => place(app, 'data', 'activeActive', field);
  if (conflicts === 'last-writer-wins' && criticality === 'tier-1')
    report(say.writesDropped({ at: at('conflicts'), app: name, criticality }));
  if (idempotency === 'none' && retries > 0)
    report(
      say.triesRepeatEffects({ at: at('idempotency'), app: name, retries, other: place(app, 'traffic') }),
    );
  const scattered = weights !== undefined || (exposure === 'public' && routing === 'weighted-global');
  if (session === 'regional' && scattered)
    report(say.sessionsScattered({ at: at('session'), app: name, other: place(app, 'traffic') }));
}
