import type { Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { layerPosition, layerSets, layersFor, type Layer } from '../fleet/layers';
import { appLayers } from '../fleet/app-layers';
import type { App, Cluster } from '../fleet/fleet';
import * as say from './workload-messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks replicas and load of an app in every cluster that runs it. */
export function checkScale(app: App, report: Report): void {
  for (const cluster of app.clusters) {
    checkReplicas(app, cluster, report);
    checkLoad(app, cluster, report);
  }
  checkLoadRegions(app, report);
}

/** Where the value that counts in a cluster was written; a list is written as a whole. */
export function writtenAt(app: App, cluster: Cluster, path: Path): Position {
  const layers: readonly Layer[] = layersFor(appLayers(app.files, app.fleetSource), cluster);
  const list = path.findIndex((step) => typeof step === 'number');
  const whole = list < 0 ? path : path.slice(0, list);
  const layer = [...layers].reverse().find((candidate) => layerSets(candidate, whole) !== undefined);
  const at = layer && layerPosition(layer, path);
  return at ?? app.files.contract.at(['application', ...path]);
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

function checkLoad(app: App, cluster: Cluster, report: Report): void {
  const { load, maxReplicas } = app.in(cluster).facets.runtime;
  const peak = load?.peakRps[cluster.region];
  if (load === undefined || peak === undefined) return;
  const sharing = app.clusters.filter((other) => other.region === cluster.region).length;
  const needed = Math.ceil(
    peak / sharing / (load.rpsPerReplica * (load.targetUtilisationPercent / 100)) - 1e-9,
  );
  if (needed <= maxReplicas) return;
  report(
    say.loadAboveMaximum({
      at: writtenAt(app, cluster, ['runtime', 'maxReplicasPerRegion']),
      app: app.name,
      cluster: cluster.id,
      arithmetic: `${peak / sharing} rps ÷ (${load.rpsPerReplica} rps × ${load.targetUtilisationPercent} %)`,
      needed,
      max: maxReplicas,
      other: writtenAt(app, cluster, ['runtime', 'load', 'peakRps']),
    }),
  );
}

function checkLoadRegions(app: App, report: Report): void {
  const { load } = app.facets.runtime;
  for (const region of Object.keys(load?.peakRps ?? {})) {
    if (app.regions.includes(region)) continue;
    const at = app.files.contract.atKey(['application', 'runtime', 'load', 'peakRps', region]);
    report(say.loadElsewhere({ at, app: app.name, region, regions: app.regions }));
  }
}
