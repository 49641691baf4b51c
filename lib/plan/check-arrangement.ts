import type { Diagnostic } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import { costFactor, formatFactor } from '../fleet/cost-factor';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import * as say from './arrangement-messages';
import { addressNeed } from './capacity/cluster-needs';
import { isCallable } from './placement';
import type { AppPlan } from './plan';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** Kubernetes, "Considerations for large clusters": no more than 5,000 nodes. */
const MOST_NODES = 5000;

/** Reports arrangements that cost more than they bring, or bring less than they cost. */
export function checkArrangement(fleet: Fleet, apps: readonly AppPlan[], report: Report): void {
  for (const plan of apps) {
    checkProviders(plan, report);
    checkSpread(plan.app, report);
  }
  for (const cluster of fleet.clusters) {
    checkSize(cluster, report);
    checkZones(cluster, fleet.strict, report);
  }
  checkMeshUse(fleet, apps, report);
}

/** A second provider is worth its cost where the law asks for it. */
function checkProviders(plan: AppPlan, report: Report): void {
  const { app, placed } = plan;
  const providers = sortedUnique(placed.map(({ provider }) => provider));
  const regulated = placed.some(({ source }) => source.value.reason === 'regulation');
  if (providers.length < 2 || regulated) return;
  const at = app.files.contract.at(['application', 'regions']);
  report(say.providersBeyondNeed({ at, app: app.name, providers, factor: formatFactor(costFactor(placed)) }));
}

function checkSpread(app: App, report: Report): void {
  const { name, criticality, clusters } = app;
  if (criticality === 'tier-3') return;
  const cluster = clusters.find(
    (candidate) => candidate.zones.length > 1 && app.in(candidate).facets.runtime.topologySpread === 'none',
  );
  if (cluster === undefined) return;
  const at = writtenAt(app, cluster, ['runtime', 'topologySpread']);
  report(say.notSpread({ at, app: name, criticality, cluster: cluster.id, zones: cluster.zones.length }));
}

function checkSize(cluster: Cluster, report: Report): void {
  const { id, capacity, source } = cluster;
  const nodes = capacity === undefined ? 0 : addressNeed(cluster, capacity).nodes;
  if (nodes <= MOST_NODES) return;
  report(say.clusterTooLarge({ at: source.at(['capacity', 'cpu']), cluster: id, nodes, most: MOST_NODES }));
}

/** Two zones are an arrangement that somebody may have chosen; a strict fleet is told of it all the same. */
function checkZones({ id, environment, zones, source }: Cluster, isStrict: boolean, report: Report): void {
  if (environment !== 'prod' || zones.length === 0 || zones.length >= (isStrict ? 3 : 2)) return;
  report(say.tooFewZones({ at: source.at(['zones']), cluster: id, zones: zones.length }));
}

function checkMeshUse({ clusters, source }: Fleet, apps: readonly AppPlan[], report: Report): void {
  const inMesh = clusters.filter(({ mesh }) => mesh !== 'none').map(({ id }) => id);
  const isUsed = apps.some(
    ({ app, placed, clients }) => isCallable(app) && placed.length + clients.length > 1,
  );
  if (inMesh.length < 2 || isUsed || apps.length === 0) return;
  report(say.meshWithoutCalls({ at: source.at(['mesh']), clusters: inMesh }));
}
