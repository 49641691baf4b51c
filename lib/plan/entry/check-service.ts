import type { Diagnostic, Position } from '../../core/diagnostic';
import { nearest } from '../../core/text';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { unknownReference } from '../../fleet/messages';
import * as say from '../entry-messages';
import type { AppPlan } from '../plan';
import { isWatched } from './routing';
import type { EntryService } from './service';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what fleet.yaml says of the service that sends users to a region. */
export function checkService({ intervals, title }: EntryService, fleet: Fleet, report: Report): void {
  const { healthCheckSeconds } = fleet.recovery;
  const { frontDoor, gkeGateway } = fleet.entry ?? {};
  if (!intervals.allows(healthCheckSeconds)) {
    const at = fleet.source.at(['recovery', 'healthCheckInterval']);
    const other = fleet.source.at(['entry']);
    report(say.intervalUnknown({ at, seconds: healthCheckSeconds, title, allowed: intervals.text, other }));
  }
  if (gkeGateway !== undefined)
    checkCluster(gkeGateway.configCluster, ['entry', 'gkeGateway', 'configCluster'], fleet, report);
  if (frontDoor === undefined) return;
  checkCluster(frontDoor.keeper, ['entry', 'frontDoor', 'keeper'], fleet, report);
  if (frontDoor.endpointHost === undefined)
    report(say.endpointHostUnknown({ at: fleet.source.at(['entry', 'frontDoor']) }));
  if (frontDoor.profileId === undefined)
    report(say.edgePassable({ at: fleet.source.at(['entry', 'frontDoor']) }));
}

function checkCluster(name: string, path: readonly string[], fleet: Fleet, report: Report): void {
  const known = fleet.clusters.map(({ id }) => id);
  const at = fleet.source.at(path);
  const found = fleet.clusters.find(({ id }) => id === name);
  if (found !== undefined) checkBehind(found, 'its configuration', () => at, fleet, report);
  else report(unknownReference({ at, what: 'cluster', name, suggestion: nearest(name, known), known }));
}

/** A Gateway of Google stands before clusters that ask for it, and whose Services it knows. */
function checkBehind(
  cluster: Cluster,
  what: string,
  at: () => Position | undefined,
  { entry }: Fleet,
  report: Report,
): void {
  if (entry?.gkeGateway === undefined) return;
  if (cluster.globalGatewayClass !== undefined && cluster.multiClusterServices === 'gke') return;
  report(say.notBehind({ at: at(), what, cluster: cluster.id, other: cluster.source.at(['entrypoint']) }));
}

/** Checks that a service can spread the users of an app as it asks for; false where it cannot. */
export function checkRouting(plan: AppPlan, service: EntryService, fleet: Fleet, report: Report): boolean {
  const { app, placed } = plan;
  const { routing } = app.facets.traffic;
  const inTraffic = (key: string): Position => app.files.contract.at(['application', 'traffic', key]);
  const common = (): { app: string; title: string; other: Position } => ({
    app: app.name,
    title: service.title,
    other: fleet.source.at(['entry']),
  });
  const lack = service.lacks[routing] ?? tooLong(plan, service);
  if (lack !== undefined) {
    report(say.routingLacking({ ...common(), at: inTraffic('routing'), routing, because: lack }));
    return false;
  }
  for (const cluster of placed) checkBehind(cluster, app.name, () => inTraffic('exposure'), fleet, report);
  const moves = service.edge?.movesByItself[routing];
  if (moves === undefined || placed.length < 2 || isWatched(plan)) return true;
  report(
    say.movesByItself({
      ...common(),
      at: inTraffic('failover'),
      routing,
      because: moves,
    }),
  );
  return false;
}

function tooLong({ app, placed }: AppPlan, { edge }: EntryService): string | undefined {
  if (edge === undefined || app.facets.traffic.routing !== 'failover' || placed.length <= edge.longestOrder)
    return undefined;
  return `It puts ${edge.longestOrder} places into an order, and these are ${placed.length}.`;
}
