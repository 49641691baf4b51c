import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { GEOGRAPHIES } from '../providers';
import { checkExternal } from './check-external';
import { unknownGeography } from './check-fleet-file';
import type { App } from './fleet';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that hold between apps. */
export function checkApps(apps: readonly App[], report: Report): void {
  checkCalls(apps, report);
  checkNamespaces(apps, report);
  checkResidencies(apps, report);
  checkExternal(apps, report);
}

function checkResidencies(apps: readonly App[], report: Report): void {
  for (const { facets, files } of apps) {
    for (const [index, name] of (facets.data.residency ?? []).entries()) {
      if (GEOGRAPHIES.includes(name)) continue;
      report(unknownGeography(name, files.contract.at(['application', 'data', 'residency', index])));
    }
  }
}

function checkCalls(apps: readonly App[], report: Report): void {
  const names = new Set(apps.map((app) => app.name));
  for (const app of apps) {
    for (const direction of ['to', 'from'] as const) {
      for (const [index, name] of app.facets.calls[direction].entries()) {
        if (names.has(name) && name !== app.name) continue;
        const others = [...names].filter((other) => other !== app.name);
        report(
          say.unknownReference({
            at: app.files.contract.at(['application', 'calls', direction, index]),
            what: 'other app',
            name,
            suggestion: nearest(name, others),
            known: others,
          }),
        );
      }
    }
  }
}

function checkNamespaces(apps: readonly App[], report: Report): void {
  const first = new Map<string, App>();
  for (const app of apps) {
    const other = first.get(app.namespace);
    if (other === undefined) {
      first.set(app.namespace, app);
      continue;
    }
    if (other.owner === app.owner) continue;
    report(
      say.sharedNamespace({
        at: app.files.contract.at(['application', 'owner']),
        namespace: app.namespace,
        owner: app.owner,
        otherOwner: other.owner,
        other: other.files.contract.at(['application', 'owner']),
      }),
    );
  }
}
