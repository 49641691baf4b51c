import type { FleetInput } from '../config/fleet-schema';
import type { AppFiles, Inputs } from '../config/inputs';
import type { Located, Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { listed, nearest, sortedUnique } from '../core/text';
import { GEOGRAPHIES, PROVIDERS, regionFacts } from '../providers';
import { checkRegistries } from './check-registries';
import * as say from './messages';
import { reportRepeats } from './report-repeats';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what fleet.yaml says by itself, and the names in releases that point into it. */
export function checkFleetFile(inputs: Inputs, report: Report): void {
  const { fleet } = inputs;
  checkUnique(fleet, report);
  checkGeographyNames(fleet, report);
  for (const [index, row] of fleet.value.latency.entries()) {
    for (const side of [0, 1] as const)
      checkRegion(fleet, ['latency', index, 'between', side], row.between[side], report);
  }
  for (const [index, registry] of fleet.value.registries.entries()) {
    for (const region of Object.keys(registry.mirrors))
      checkRegion(fleet, ['registries', index, 'mirrors', region], region, report);
  }
  checkRegistries(fleet, inputs.apps, report);
  for (const app of inputs.apps) checkReleases(app, fleet, report);
}

function checkUnique(fleet: Located<FleetInput>, report: Report): void {
  const { rings, registries, geographies = [], latency } = fleet.value;
  const namesOf = (entries: readonly { readonly name: string }[]): string[] =>
    entries.map(({ name }) => name);
  const pairs = latency.map(({ between }) => listed(sortedUnique(between)));
  reportRepeats(namesOf(rings), 'ring', (index) => fleet.at(['rings', index, 'name']), report);
  reportRepeats(namesOf(registries), 'registry', (index) => fleet.at(['registries', index, 'name']), report);
  reportRepeats(geographies, 'geography', (index) => fleet.at(['geographies', index]), report);
  reportRepeats(pairs, 'the round trip between', (index) => fleet.at(['latency', index, 'between']), report);
}

function checkGeographyNames(fleet: Located<FleetInput>, report: Report): void {
  for (const [index, name] of (fleet.value.geographies ?? []).entries()) {
    if (GEOGRAPHIES.includes(name)) continue;
    report(unknownGeography(name, fleet.at(['geographies', index])));
  }
}

/** The finding about a geography that no region is in. */
export function unknownGeography(name: string, at: Position): Diagnostic {
  return say.unknownReference({
    at,
    what: 'geography',
    name,
    suggestion: nearest(name, GEOGRAPHIES),
    known: GEOGRAPHIES,
  });
}

function checkRegion(fleet: Located<FleetInput>, path: Path, region: string, report: Report): void {
  if (regionFacts(region) !== undefined) return;
  const known = Object.values(PROVIDERS).flatMap((provider) => Object.keys(provider.regions));
  report(
    say.unknownReference({
      at: fleet.atKey(path),
      what: 'region',
      name: region,
      suggestion: nearest(region, known),
      known,
    }),
  );
}

function checkReleases(app: AppFiles, fleet: Located<FleetInput>, report: Report): void {
  const { releases } = app;
  if (releases === undefined) return;
  const rings = fleet.value.rings.map((ring) => ring.name);
  for (const ring of Object.keys(releases.value.rings)) {
    if (rings.includes(ring)) continue;
    const suggestion = nearest(ring, rings);
    report(
      say.unknownReference({
        at: releases.atKey(['rings', ring]),
        what: 'ring',
        name: ring,
        suggestion,
        known: rings,
      }),
    );
  }
}
