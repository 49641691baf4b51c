import type { Diagnostic, Position } from '../core/diagnostic';
import type { App, Fleet } from '../fleet/fleet';
import { valueAt } from '../fleet/layers';
import { cellKey } from './cells';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** The host names that an app is reached by from outside; none unless it is public. */
export function publicHosts(app: App, fleet: Pick<Fleet, 'domain'>): readonly string[] {
  if (app.facets.traffic.exposure !== 'public') return [];
  return app.facets.traffic.hosts ?? [`${app.name}.${fleet.domain}`];
}

/** Checks the routes from outside: hosts under the domain, no two apps on one host and path, a port to send to. */
export function checkTraffic(fleet: Fleet, report: Report): void {
  const taken = new Map<string, App>();
  for (const app of fleet.apps) {
    if (app.facets.traffic.exposure !== 'public') {
      reportUnread(app, report);
      continue;
    }
    const written = app.files.contract;
    if (!app.facets.runtime.ports.some((port) => port.protocol === 'http')) {
      const at = written.at(['application', 'runtime', 'ports']);
      report(
        say.noRoutePort({ at, app: app.name, other: written.at(['application', 'traffic', 'exposure']) }),
      );
    }
    checkTwice(app, report);
    for (const [index, host] of publicHosts(app, fleet).entries())
      checkHost({ app, fleet, index, host, taken }, report);
  }
}

/** Names and paths of a route that there is none of. */
function reportUnread(app: App, report: Report): void {
  const { contract } = app.files;
  for (const field of ['hosts', 'paths'] as const) {
    const path = ['application', 'traffic', field];
    if (valueAt(contract.raw, path) === undefined) continue;
    const { exposure } = app.facets.traffic;
    report(say.routeWithoutExposure({ at: contract.at(path), app: app.name, field, exposure }));
  }
}

function checkTwice(app: App, report: Report): void {
  for (const field of ['hosts', 'paths'] as const) {
    const values = app.facets.traffic[field] ?? [];
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue;
      report(
        say.routeTwice({
          at: app.files.contract.at(['application', 'traffic', field, index]),
          app: app.name,
          value,
        }),
      );
    }
  }
}

interface HostOfApp {
  readonly app: App;
  readonly fleet: Fleet;
  readonly index: number;
  readonly host: string;
  readonly taken: Map<string, App>;
}

function checkHost({ app, fleet, index, host, taken }: HostOfApp, report: Report): void {
  const { domain } = fleet;
  const at = (): Position => app.files.contract.at(['application', 'traffic', 'hosts', index]);
  if (host.slice(host.indexOf('.') + 1) !== domain) {
    report(say.hostOutsideDomain({ at: at(), host, domain, other: fleet.source.at(['domain']) }));
  }
  const cell = cellKey(app, fleet)?.value ?? '';
  for (const path of app.facets.traffic.paths) {
    const other = taken.get(`${host} ${path} ${cell}`) ?? app;
    taken.set(`${host} ${path} ${cell}`, other);
    if (other === app) continue;
    const otherAt = other.files.contract.at(['application', 'traffic']);
    report(say.routeTaken({ at: at(), host, path, app: app.name, otherApp: other.name, other: otherAt }));
  }
}
