import type { Diagnostic, Position } from '../../core/diagnostic';
import type { App, Cluster, Fleet } from '../../fleet/fleet';
import { publicHosts } from '../check-traffic';
import { isDrained } from '../drained';
import * as say from '../entry-messages';
import type { AppPlan } from '../plan';
import { hostOwners } from './entry-plan';
import { byContract } from './keeper';
import { CONTINENTS } from './record';
import { regionalName } from './regional';
import { clusterOf, isWatched } from './routing';
import { checkRouting, checkService } from './check-service';
import { entryService } from './service';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that what sends users to a region can do what the apps ask for. */
export function checkEntry(fleet: Fleet, apps: readonly AppPlan[], report: Report): void {
  const service = entryService(fleet);
  if (service === undefined) {
    reportMissing(fleet, apps, report);
    return;
  }
  checkService(service, fleet, report);
  checkReach(fleet, apps, report);
  const owners = hostOwners(fleet, apps);
  for (const plan of apps) {
    for (const host of publicHosts(plan.app, fleet)) checkHost(plan, host, owners.get(host), fleet, report);
    if (plan.app.facets.traffic.exposure !== 'public') continue;
    if (!checkRouting(plan, service, fleet, report)) continue;
    checkRegions(plan, fleet, report);
    checkControlPlane(plan, fleet, report);
    if (plan.app.facets.traffic.routing === 'geo') checkGeo(plan, fleet, report);
  }
}

function reportMissing(fleet: Fleet, apps: readonly AppPlan[], report: Report): void {
  const unsent = apps.filter(
    ({ app, placed }) =>
      app.facets.traffic.exposure === 'public' && placed.some(({ region }) => region !== placed[0]?.region),
  );
  if (unsent.length === 0) return;
  report(say.entryMissing({ at: fleet.source.at(['domain']), apps: unsent.map(({ app }) => app.name) }));
}

/** Users come from the internet, and so do the health checks of every service. */
function checkReach(fleet: Fleet, apps: readonly AppPlan[], report: Report): void {
  const open = apps.filter(({ app }) => app.facets.traffic.exposure === 'public');
  for (const cluster of fleet.clusters.filter(({ reach }) => reach === 'internal')) {
    const served = open.filter(({ placed }) => placed.includes(cluster)).map(({ app }) => app.name);
    if (served.length === 0) continue;
    const { id, source } = cluster;
    const { entrypoint } = source.value;
    report(say.entryInternal({ at: source.at(['entrypoint']), cluster: id, entrypoint, apps: served }));
  }
}

function trafficOf(app: App, field: string): Position {
  return app.files.contract.at(['application', 'traffic', field]);
}

function checkHost(
  { app, placed }: AppPlan,
  host: string,
  owner: AppPlan | undefined,
  fleet: Fleet,
  report: Report,
): void {
  const named = fleet.clusters.find((cluster) => regionalName(cluster, fleet) === host);
  if (named !== undefined) {
    const other = named.source.at(['clusterId']);
    report(say.hostOfRegion({ at: trafficOf(app, 'hosts'), app: app.name, host, cluster: named.id, other }));
  }
  if (owner === undefined || owner.app === app) return;
  const [own, theirs] = [app.facets.traffic, owner.app.facets.traffic];
  const differs =
    placed.map(({ id }) => id).join() !== owner.placed.map(({ id }) => id).join()
      ? 'clusters'
      : own.routing !== theirs.routing
        ? 'routing'
        : own.failover !== theirs.failover
          ? 'failover'
          : undefined;
  if (differs === undefined) return;
  const other = trafficOf(owner.app, 'hosts');
  const at = trafficOf(app, 'hosts');
  report(say.hostShared({ at, app: app.name, host, differs, otherApp: owner.app.name, other }));
}

/** In DNS one record stands for a region; only weights tell two clusters of one region apart. */
function checkRegions({ app, placed }: AppPlan, fleet: Fleet, report: Report): void {
  const { routing } = app.facets.traffic;
  const { entry } = fleet;
  if (routing === 'weighted-global' || entryService(fleet)?.edge !== undefined) return;
  const seen = new Map<string, Cluster>();
  for (const cluster of placed.filter((candidate) => !isDrained(app, candidate))) {
    const nearest = entry?.route53 === undefined ? cluster.azureRegion : cluster.awsRegion;
    const region = routing === 'latency' ? nearest : cluster.region;
    const first = seen.get(region);
    seen.set(region, first ?? cluster);
    if (first === undefined) continue;
    const at = trafficOf(app, 'routing');
    report(say.regionShared({ at, app: app.name, routing, region, clusters: [first.id, cluster.id] }));
  }
}

/** Who is nearest to no continent would get no users. */
function checkGeo(plan: AppPlan, fleet: Fleet, report: Report): void {
  const open = byContract(plan).filter((cluster) => !isDrained(plan.app, cluster));
  const chosen = new Set([...CONTINENTS, '*' as const].map((location) => clusterOf(location, open, fleet)));
  for (const cluster of open) {
    if (chosen.has(cluster)) continue;
    const at = trafficOf(plan.app, 'routing');
    report(say.geoIdle({ at, app: plan.app.name, cluster: cluster.id, region: cluster.region }));
  }
}

/** AWS Fault Isolation Boundaries, "Global services": Route 53 takes changes in us-east-1, and answers everywhere. */
const ROUTE53_CONTROL_PLANE = 'us-east-1';

/** What a person moves in the loss of the region that takes the change cannot be moved. */
function checkControlPlane(plan: AppPlan, fleet: Fleet, report: Report): void {
  const { app, placed } = plan;
  const lost = placed.some(({ region }) => region === ROUTE53_CONTROL_PLANE);
  const left = placed.some(({ region }) => region !== ROUTE53_CONTROL_PLANE);
  if (fleet.entry?.route53 === undefined || isWatched(plan) || !lost || !left) return;
  const at = trafficOf(app, 'failover');
  report(say.changeInLostRegion({ at, app: app.name, region: ROUTE53_CONTROL_PLANE }));
}
