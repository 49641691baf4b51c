import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import type { App, Fleet } from '../fleet/fleet';
import { unknownReference } from '../fleet/messages';
import { cellKey } from './cells';
import * as say from './arrangement-messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that tenants live in cells that there are, and that no cell depends on another. */
export function checkCells(fleet: Fleet, report: Report): void {
  const { cells } = fleet.source.value;
  if (cells === undefined) return;
  const known = sortedUnique(fleet.apps.map(({ cell }) => cell));
  for (const [tenant, cell] of Object.entries(cells.tenants)) {
    if (known.includes(cell)) continue;
    const at = fleet.source.at(['cells', 'tenants', tenant]);
    report(unknownReference({ at, what: 'cell', name: cell, suggestion: nearest(cell, known), known }));
  }
  const byName = new Map(fleet.apps.map((app) => [app.name, app]));
  for (const app of fleet.apps) {
    for (const [index, name] of app.facets.calls.to.entries()) {
      const callee = byName.get(name);
      if (callee !== undefined) checkCall(app, index, callee, fleet, report);
    }
  }
}

function checkCall(caller: App, index: number, callee: App, fleet: Fleet, report: Report): void {
  const [own, theirs] = [cellKey(caller, fleet)?.value, cellKey(callee, fleet)?.value];
  if (own === undefined || theirs === undefined || own === theirs) return;
  const at = caller.files.contract.at(['application', 'calls', 'to', index]);
  const other = callee.files.contract.at(['application', 'cell']);
  report(say.callCrossesCells({ at, caller: caller.name, callee: callee.name, own, theirs, other }));
}
