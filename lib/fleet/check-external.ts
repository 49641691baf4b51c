import { contains, parseCidr } from '../core/cidr';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import type { External } from '../facets/calls/schema';
import { PROVIDERS, regionFacts } from '../providers';
import * as say from './external-messages';
import type { App } from './fleet';
import { unknownReference } from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks the dependencies outside the mesh that have an endpoint for each region. */
export function checkExternal(apps: readonly App[], report: Report): void {
  const taken = new Map<string, App>();
  for (const app of apps) {
    for (const [index, external] of app.facets.calls.external.entries()) {
      checkEndpoints(app, index, external, report);
      const { host } = external;
      if (host === undefined) continue;
      const key = `${app.namespace} ${host}`;
      const first = taken.get(key);
      taken.set(key, first ?? app);
      if (first !== undefined)
        report(
          say.externalTwice({ at: placeOf(app, index, 'host'), app: app.name, host, other: first.name }),
        );
    }
  }
}

function placeOf(app: App, index: number, ...more: string[]): Position {
  return app.files.contract.at(['application', 'calls', 'external', index, ...more]);
}

function checkEndpoints(app: App, index: number, external: External, report: Report): void {
  const { endpoints = {}, cidrs, name } = external;
  for (const [region, address] of Object.entries(endpoints)) {
    // Asked for only where something is wrong: a place costs reading the file again.
    const at = (): Position => placeOf(app, index, 'endpoints', region);
    const facts = regionFacts(region);
    if (facts === undefined) {
      const known = Object.values(PROVIDERS).flatMap((provider) => Object.keys(provider.regions));
      report(
        unknownReference({
          at: at(),
          what: 'region',
          name: region,
          suggestion: nearest(region, known),
          known,
        }),
      );
      continue;
    }
    const { residency } = app.facets.data;
    if (residency?.includes(facts.geography) === false)
      report(
        say.externalOutsideResidency({
          at: at(),
          app: app.name,
          name,
          region,
          geography: facts.geography,
          allowed: residency,
          other: app.files.contract.at(['application', 'data', 'residency']),
        }),
      );
    const single = parseCidr(`${address}/32`);
    if (single !== undefined && !cidrs.some((range) => contains(range, single)))
      report(
        say.externalShut({ at: at(), app: app.name, name, address, ranges: cidrs.map(({ text }) => text) }),
      );
  }
}
