import type { Diagnostic, Position } from '../core/diagnostic';
import type { App } from '../fleet/fleet';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that both sides of every call agree, and that what is called can be reached. */
export function checkCalls(apps: readonly App[], report: Report): void {
  const byName = new Map(apps.map((app) => [app.name, app]));
  for (const app of apps) {
    for (const [index, name] of app.facets.calls.to.entries()) {
      const callee = byName.get(name);
      if (callee !== undefined) checkCall(app, index, callee, report);
    }
    for (const [index, name] of app.facets.calls.from.entries()) {
      const caller = byName.get(name);
      if (caller === undefined || caller.facets.calls.to.includes(app.name)) continue;
      const at = app.files.contract.at(['application', 'calls', 'from', index]);
      report(
        say.callNotMade({
          at,
          caller: name,
          callee: app.name,
          other: caller.files.contract.at(['application', 'calls']),
        }),
      );
    }
  }
}

function checkCall(caller: App, index: number, callee: App, report: Report): void {
  const at = (): Position => caller.files.contract.at(['application', 'calls', 'to', index]);
  const names = { caller: caller.name, callee: callee.name };
  if (!callee.facets.calls.from.includes(caller.name)) {
    report(
      say.callNotAllowed({
        at: at(),
        ...names,
        other: callee.files.contract.at(['application', 'calls', 'from']),
      }),
    );
  }
  const { exposure } = callee.facets.traffic;
  const open = callee.facets.runtime.ports.some((port) => port.protocol !== 'none');
  if (exposure === 'none' || !open) {
    const other = callee.files.contract.at([
      'application',
      ...(open ? ['traffic', 'exposure'] : ['runtime', 'ports']),
    ]);
    report(say.callToNowhere({ at: at(), ...names, other }));
  }
}
