import type { Diagnostic, Position } from '../core/diagnostic';
import type { App, Cluster } from '../fleet/fleet';
import * as say from './mesh-messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that nothing is promised to clusters outside the mesh that only the mesh can keep. */
export function checkMesh(apps: readonly App[], report: Report): void {
  const byName = new Map(apps.map((app) => [app.name, app]));
  for (const app of apps) {
    checkPublic(app, report);
    for (const [index, name] of app.facets.calls.to.entries()) {
      const callee = byName.get(name);
      if (callee !== undefined) checkCall(app, index, callee, report);
    }
  }
}

function checkPublic(app: App, report: Report): void {
  const cluster = app.facets.traffic.exposure === 'public' ? app.clusters.find(isOutside) : undefined;
  if (cluster === undefined) return;
  const at = app.files.contract.at(['application', 'traffic', 'exposure']);
  report(say.publicOutsideMesh({ at, app: app.name, cluster: cluster.id, other: meshOf(cluster) }));
}

/** Also where the callee runs beside the caller: what takes over for it when it fails runs in another cluster. */
function checkCall(caller: App, index: number, callee: App, report: Report): void {
  const ways = caller.clusters.flatMap((from) =>
    callee.clusters.filter((to) => to.id !== from.id).map((to) => ({ from, to })),
  );
  const way = ways.find(({ from, to }) => isOutside(from) || isOutside(to));
  if (way === undefined) return;
  const outside = isOutside(way.from) ? way.from : way.to;
  report(
    say.callOutsideMesh({
      at: caller.files.contract.at(['application', 'calls', 'to', index]),
      caller: caller.name,
      callee: callee.name,
      from: way.from.id,
      to: way.to.id,
      outside: outside.id,
      other: meshOf(outside),
    }),
  );
}

function isOutside({ mesh }: Cluster): boolean {
  return mesh === 'none';
}

function meshOf(cluster: Cluster): Position {
  return cluster.source.at(['mesh']);
}
