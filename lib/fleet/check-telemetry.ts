import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import type { App, Cluster } from './fleet';
import * as say from './telemetry-messages';

type Report = (diagnostic: Diagnostic) => void;

/** Where a cluster sends what it measures, and the setting that says so. */
const STORES = [
  {
    what: 'metrics',
    setting: 'baseline.kube-prometheus.remoteWriteUrl',
    of: ({ baseline }: Cluster): string | undefined => baseline['kube-prometheus'].remoteWriteUrl,
  },
  {
    what: 'traces',
    setting: 'baseline.otel-collector.exportUrl',
    of: ({ baseline }: Cluster): string | undefined => baseline['otel-collector'].exportUrl,
  },
] as const;

/** Checks where clusters send what they measure: that they can, and that it stays where the data of their apps must. */
export function checkTelemetry(
  fleet: Located<FleetInput>,
  clusters: readonly Cluster[],
  apps: readonly App[],
  report: Report,
): void {
  for (const cluster of clusters) checkHalves(fleet, cluster, report);
  for (const app of apps) checkResidency(app, clusters, report);
}

function checkHalves(fleet: Located<FleetInput>, cluster: Cluster, report: Report): void {
  const { image, exportUrl } = cluster.baseline['otel-collector'];
  if ((image === undefined) === (exportUrl === undefined)) return;
  const [has, lacks] = image === undefined ? ['exportUrl', 'image'] : ['image', 'exportUrl'];
  const at = fleet.at(['baseline', 'otel-collector', has]);
  report(say.halfTraceExport({ at, cluster: cluster.id, has, lacks }));
}

/** One store that a region without the app writes to as well is in one place, and it is not known in which. */
function checkResidency(app: App, clusters: readonly Cluster[], report: Report): void {
  for (const { what, setting, of } of STORES) {
    const shared = app.clusters.flatMap((cluster) => {
      const allowed = app.in(cluster).facets.data.residency;
      const address = of(cluster);
      // An app that runs where its data may not be is refused for that.
      if (address === undefined || allowed?.includes(cluster.geography) !== true) return [];
      const other = clusters.find((one) => !allowed.includes(one.geography) && of(one) === address);
      return other === undefined ? [] : [{ cluster, allowed, address, other }];
    })[0];
    if (shared === undefined) continue;
    const { cluster, allowed, address, other } = shared;
    report(
      say.telemetryLeaves({
        at: app.files.contract.at(['application', 'data', 'residency']),
        app: app.name,
        allowed,
        cluster: cluster.id,
        what,
        address,
        beside: other.id,
        geography: other.geography,
        setting,
      }),
    );
  }
}
