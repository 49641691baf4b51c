import type { Diagnostic } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import type { Fleet } from '../fleet/fleet';
import { cloudIdentityOf } from './cloud-identity';
import { permissionsUnknown } from './permission-messages';

/** Reports, once a cluster, what its account does not say and apps there need. */
export function checkPermissions(fleet: Fleet, report: (diagnostic: Diagnostic) => void): void {
  for (const cluster of fleet.clusters) {
    const lacking = fleet.apps.flatMap((app) => {
      const answer = app.clusters.includes(cluster) ? cloudIdentityOf(app, cluster) : undefined;
      return answer !== undefined && 'missing' in answer ? [{ app: app.name, missing: answer.missing }] : [];
    });
    if (lacking.length === 0) continue;
    report(
      permissionsUnknown({
        at: cluster.source.at(['account']),
        cluster: cluster.id,
        missing: sortedUnique(lacking.flatMap(({ missing }) => missing)),
        apps: lacking.map(({ app }) => app),
      }),
    );
  }
}
