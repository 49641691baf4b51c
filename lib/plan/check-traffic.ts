import type { Diagnostic } from '../core/diagnostic';
import type { App, Fleet } from '../fleet/fleet';
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
    const { traffic, runtime } = app.facets;
    const written = app.files.contract;
    if (traffic.exposure !== 'public') {
      if (traffic.hosts !== undefined) {
        report(say.hostsWithoutExposure({ at: written.at(['application', 'traffic', 'hosts']), app: app.name, exposure: traffic.exposure }));
      }
      continue;
    }
    if (!runtime.ports.some((port) => port.protocol === 'http')) {
      report(say.noRoutePort({ at: written.at(['application', 'runtime', 'ports']), app: app.name, other: written.at(['application', 'traffic', 'exposure']) }));
    }
    for (const [index, host] of publicHosts(app, fleet).entries()) {
      const at = written.at(['application', 'traffic', 'hosts', index]);
      if (!host.endsWith(`.${fleet.domain}`)) report(say.hostOutsideDomain({ at, host, domain: fleet.domain, other: fleet.source.at(['domain']) }));
      for (const path of traffic.paths) {
        const other = taken.get(`${host} ${path}`);
        if (other === undefined) taken.set(`${host} ${path}`, app);
        else report(say.routeTaken({ at, host, path, app: app.name, otherApp: other.name, other: other.files.contract.at(['application', 'traffic']) }));
      }
    }
  }
}
