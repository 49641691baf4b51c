import type { Diagnostic } from '../core/diagnostic';
import { sortedBy } from '../core/text';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import { worstLoads } from './capacity/app-capacity';
import { capacityOf } from './capacity/capacity';
import { checkCapacity } from './capacity/check-capacity';
import { checkRecovery } from './recovery/check-recovery';
import { checkActiveActive } from './check-active-active';
import { checkArrangement } from './check-arrangement';
import { checkAutonomy } from './check-autonomy';
import { checkBackups } from './check-backup';
import { checkCalls } from './check-calls';
import { checkCells } from './check-cells';
import { checkData, primaryOf } from './check-data';
import { checkDrained } from './check-drained';
import { checkMesh } from './check-mesh';
import { checkObservability } from './check-observability';
import { checkPermissions } from './check-permissions';
import { checkScale } from './check-scale';
import { checkZone } from './zone/check-zone';
import { checkWeights } from './check-weights';
import { checkSecrets } from './check-secrets';
import { checkSharedSecrets } from './check-shared-secrets';
import { checkWorkload } from './check-workload';
import { checkTraffic } from './check-traffic';
import { localityPolicy } from './failover-order';
import * as say from './messages';
import { checkClusterSets } from './cluster-sets';
import { checkEntry } from './entry/check-entry';
import { entryPlan } from './entry/entry-plan';
import { deriveNamespaces } from './namespaces';
import type { AppPlan, Plan, RemovedApp } from './plan';

type Report = (diagnostic: Diagnostic) => void;

/** Decides everything that builders describe; reports every promise that cannot hold, and then gives undefined. */
export function derivePlan(fleet: Fleet, report: Report): Plan | undefined {
  let errors = 0;
  const count: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') errors++;
    report(diagnostic);
  };
  for (const app of fleet.apps) {
    checkData(app, count);
    checkActiveActive(app, count);
    checkDrained(app, count);
    checkScale(app, count);
    checkWorkload(app, count);
    checkSecrets(app, count);
    checkWeights(app, count);
    checkObservability(fleet, app, count);
  }
  checkSharedSecrets(fleet, count);
  checkBackups(fleet, count);
  checkCalls(fleet.apps, count);
  checkCells(fleet, count);
  checkPermissions(fleet, count);
  checkTraffic(fleet, count);
  checkMesh(fleet.apps, count);
  const apps = planApps(fleet);
  checkClusterSets(apps, count);
  checkEntry(fleet, apps, count);
  checkZone(fleet, count);
  checkArrangement(fleet, apps, count);
  checkAutonomy(fleet, apps, count);
  for (const plan of apps) reportUnexpressedOrder(plan, count);
  const namespaces = deriveNamespaces(fleet, apps, count);
  const removedApps = removedAppsOf(fleet, apps, count);
  // Arithmetic on a plan that is wrong elsewhere would only repeat what was said.
  if (errors > 0) return undefined;
  const capacity = capacityOf({ fleet, apps });
  checkCapacity(capacity, fleet, count);
  checkRecovery(capacity, fleet, count);
  if (errors > 0) return undefined;
  const entry = entryPlan(fleet, apps);
  return {
    fleet,
    apps,
    namespaces,
    removedApps,
    worstLoads: worstLoads(capacity.apps),
    spareRooms: capacity.spare,
    entry,
  };
}

function planApps(fleet: Fleet): readonly AppPlan[] {
  const byName = new Map(fleet.apps.map((app) => [app.name, app]));
  const pick = (names: readonly string[]): App[] =>
    sortedBy(
      names.flatMap((name) => byName.get(name) ?? []),
      (app) => app.name,
    );
  return fleet.apps.map((app): AppPlan => {
    const callers = pick(app.facets.calls.from).filter((caller) => caller.facets.calls.to.includes(app.name));
    const clients = clientClusters(app, callers);
    const primary = primaryOf(app);
    const locality = localityPolicy(app, clients, primary, fleet);
    return {
      app,
      placed: app.clusters,
      clients,
      locality,
      primary,
      callers,
      callees: pick(app.facets.calls.to),
    };
  });
}

function clientClusters(app: App, callers: readonly App[]): readonly Cluster[] {
  const holding = new Map(
    callers.flatMap((caller) => caller.clusters.map((cluster) => [cluster.id, cluster])),
  );
  for (const cluster of app.clusters) holding.delete(cluster.id);
  return sortedBy(holding.values(), (cluster) => cluster.id);
}

/** Istio's `failover` names one successor a region; what lies behind it has no order. */
function reportUnexpressedOrder({ app, locality }: AppPlan, report: Report): void {
  if (locality.kind !== 'nearest') return;
  for (const { client, regions } of locality.orders) {
    const named = regions[0] === client ? 2 : 1;
    const rest = regions.slice(named);
    if (rest.length < 2) continue;
    report(
      say.orderNotExpressible({
        at: app.files.contract.at(['application', 'regions']),
        app: app.name,
        client,
        named: regions.slice(0, named),
        rest,
      }),
    );
  }
}

function removedAppsOf(fleet: Fleet, apps: readonly AppPlan[], report: Report): readonly RemovedApp[] {
  const byId = new Map(fleet.clusters.map((cluster) => [cluster.id, cluster]));
  const present = new Map(
    apps.flatMap(({ app, placed, clients }) =>
      [...placed, ...clients].map((cluster): [string, App] => [`${cluster.id} ${app.name}`, app]),
    ),
  );
  const removed = fleet.tombstones.apps.flatMap(({ name, owner, namespace, kinds, clusters }, index) =>
    clusters.flatMap((id, place): RemovedApp[] => {
      const cluster = byId.get(id);
      const app = present.get(`${id} ${name}`);
      // What it was made for is back; a namespace or kinds that the app has no more are still to be pruned.
      if (app?.namespace === namespace && kinds.length === 0)
        report(
          say.tombstoneSuperseded({
            at: fleet.tombstonesFile?.at(['apps', index, 'clusters', place]),
            kind: 'app',
            name,
            cluster: id,
          }),
        );
      return cluster === undefined || app !== undefined ? [] : [{ cluster, name, owner, namespace }];
    }),
  );
  return sortedBy(removed, ({ cluster, name }) => `${cluster.id} ${name}`);
}
