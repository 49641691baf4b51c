import type { Diagnostic } from '../core/diagnostic';
import type { App, Cluster } from '../fleet/fleet';
import * as say from './workload-messages';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** Checks the bounds of an app in every cluster that runs it, and where its load is declared. */
export function checkScale(app: App, report: Report): void {
  for (const cluster of app.clusters) {
    checkReplicas(app, cluster, report);
  }
  checkLoadRegions(app, report);
}

function checkReplicas(app: App, cluster: Cluster, report: Report): void {
  const { minReplicas, maxReplicas } = app.in(cluster).facets.runtime;
  if (minReplicas > maxReplicas) {
    const at = writtenAt(app, cluster, ['runtime', 'minReplicasPerRegion']);
    const other = writtenAt(app, cluster, ['runtime', 'maxReplicasPerRegion']);
    report(
      say.minAboveMax({ at, app: app.name, cluster: cluster.id, min: minReplicas, max: maxReplicas, other }),
    );
  }
  if (app.criticality === 'tier-1' && minReplicas < cluster.zones.length) {
    const at = writtenAt(app, cluster, ['runtime', 'minReplicasPerRegion']);
    const other = cluster.source.at(['zones']);
    report(
      say.fewerReplicasThanZones({
        at,
        app: app.name,
        cluster: cluster.id,
        min: minReplicas,
        zones: cluster.zones.length,
        other,
      }),
    );
  }
}

function checkLoadRegions(app: App, report: Report): void {
  const { load } = app.facets.runtime;
  for (const region of Object.keys(load?.peakRps ?? {})) {
    if (app.regions.includes(region)) continue;
    const at = app.files.contract.atKey(['application', 'runtime', 'load', 'peakRps', region]);
    report(say.loadElsewhere({ at, app: app.name, region, regions: app.regions }));
  }
}
