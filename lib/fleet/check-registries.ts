import type { FleetInput } from '../config/fleet-schema';
import type { AppFiles } from '../config/inputs';
import type { Located } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that each registry that something names is there, and that what names none does not depend on an order. */
export function checkRegistries(fleet: Located<FleetInput>, apps: readonly AppFiles[], report: Report): void {
  const { registries, defaultRegistry, mesh, capacity } = fleet.value;
  const known = registries.map(({ name }) => name);
  const check = (name: string | undefined, at: () => Position): void => {
    if (name === undefined || known.includes(name)) return;
    const suggestion = nearest(name, known);
    report(say.unknownReference({ at: at(), what: 'registry', name, suggestion, known }));
  };
  check(defaultRegistry, () => fleet.at(['defaultRegistry']));
  check(mesh.registry, () => fleet.at(['mesh', 'registry']));
  check(capacity.placeholder.registry, () => fleet.at(['capacity', 'placeholder', 'registry']));
  for (const { releases } of apps)
    if (releases) check(releases.value.registry, () => releases.at(['registry']));
  if (new Set(known).size > 1 && defaultRegistry === undefined) reportUnsaidDefault(fleet, known, report);
}

function reportUnsaidDefault(
  fleet: Located<FleetInput>,
  [first = '']: readonly string[],
  report: Report,
): void {
  report(
    say.missingFact({
      at: fleet.at(['registries']),
      subject: fleet.value.name,
      field: 'defaultRegistry',
      effect: `What names no registry is pulled from the first one, ${first}: another order, or one less, moves it without a word.`,
      remedy: `Write "defaultRegistry: ${first}".`,
    }),
  );
}
