import type { Diagnostic, Position } from '../core/diagnostic';
import { sortedBy, sortedUnique } from '../core/text';
import type { App, Cluster, Criticality, Fleet } from '../fleet/fleet';
import { cloudIdentityOf } from './cloud-identity';
import * as say from './messages';
import { RESERVED_NAMESPACES } from './names';
import type { AppPlan, NamespacePlan } from './plan';
import { quotaFor } from './quota';

type Report = (diagnostic: Diagnostic) => void;

/** One namespace a name and cluster: for every app that is placed or called there, and for those that tombstones keep. */
export function deriveNamespaces(
  fleet: Fleet,
  apps: readonly AppPlan[],
  report: Report,
): readonly NamespacePlan[] {
  for (const { app } of apps) checkName(app, fleet, report);
  checkTombstones(fleet, report);
  const groups = new Map<string, { cluster: Cluster; placed: App[]; all: App[] }>();
  const add = (cluster: Cluster, app: App, placed: boolean): void => {
    const key = `${cluster.id} ${app.namespace}`;
    const group = groups.get(key) ?? { cluster, placed: [], all: [] };
    groups.set(key, group);
    group.all.push(app);
    if (placed) group.placed.push(app);
  };
  for (const { app, placed, clients } of apps) {
    for (const cluster of placed) add(cluster, app, true);
    for (const cluster of clients) add(cluster, app, false);
  }
  const used = [...groups.values()].flatMap(({ cluster, placed, all }) => namespaceOf(cluster, placed, all));
  const kept = fleet.clusters.flatMap((cluster) => keptNamespaces(fleet, cluster, groups, report));
  return sortedBy([...used, ...kept], ({ cluster, name }) => `${cluster.id} ${name}`);
}

function namespaceOf(cluster: Cluster, placed: readonly App[], all: readonly App[]): NamespacePlan[] {
  const [first] = all;
  if (first === undefined) return [];
  return [
    {
      cluster,
      name: first.namespace,
      owner: first.owner,
      criticality: highest(all),
      cell: first.cell,
      quota: quotaFor(placed, cluster),
      exposed: placed.some((app) => app.facets.traffic.exposure === 'public'),
      cloudApps: sortedUnique(
        placed.filter((app) => cloudIdentityOf(app, cluster) !== undefined).map(({ name }) => name),
      ),
      guarded: true,
      state: cluster.frozen ? 'frozen' : 'active',
    },
  ];
}

function highest(apps: readonly App[]): Criticality {
  const tiers = apps.map((app) => app.criticality);
  return (['tier-1', 'tier-2', 'tier-3'] as const).find((tier) => tiers.includes(tier)) ?? 'tier-3';
}

function keptNamespaces(
  fleet: Fleet,
  cluster: Cluster,
  used: ReadonlyMap<string, unknown>,
  report: Report,
): NamespacePlan[] {
  return fleet.tombstones.namespaces.flatMap(
    ({ name, owner, criticality, cell, exposed, state, quota }, index): NamespacePlan[] => {
      const limits = quota[cluster.id];
      if (limits === undefined) return [];
      if (used.has(`${cluster.id} ${name}`)) {
        if (state !== 'kept') {
          const at = fleet.tombstonesFile?.at(['namespaces', index, 'state']);
          report(say.tombstonedNamespaceInUse({ at, name, cluster: cluster.id, state }));
        }
        return [];
      }
      const active = cluster.frozen ? ('frozen' as const) : ('active' as const);
      return [
        {
          cluster,
          name,
          owner,
          criticality,
          cell,
          quota: limits,
          exposed,
          cloudApps: [],
          guarded: state === 'kept',
          state: state === 'removed' ? 'removed' : active,
        },
      ];
    },
  );
}

function checkName(app: App, fleet: Fleet, report: Report): void {
  const { contract } = app.files;
  const field = contract.value.application.namespace === undefined ? 'name' : 'namespace';
  const at = (): Position => contract.at(['application', field]);
  refuseReserved(app.namespace, { at, what: `${app.name} would live in` }, fleet, report);
}

/** A tombstone of a namespace gives a team, or the pruning of a unit, power over it. */
function checkTombstones(fleet: Fleet, report: Report): void {
  const { tombstones, tombstonesFile } = fleet;
  const place = (...path: (string | number)[]): Position | undefined => tombstonesFile?.at(path);
  for (const [index, { name, namespace }] of tombstones.apps.entries()) {
    const at = (): Position | undefined => place('apps', index, 'namespace');
    refuseReserved(namespace, { at, what: `the tombstone of ${name} is for` }, fleet, report);
  }
  for (const [index, { name }] of tombstones.namespaces.entries()) {
    const at = (): Position | undefined => place('namespaces', index, 'name');
    refuseReserved(name, { at, what: 'a tombstone is for' }, fleet, report);
  }
}

/** An app may move to any cloud: what is one's own in any of them is no app's. */
function isReserved(namespace: string, { cloudNamespaces }: Fleet): boolean {
  return (
    namespace.startsWith('kube-') ||
    RESERVED_NAMESPACES.includes(namespace) ||
    cloudNamespaces.includes(namespace)
  );
}

function refuseReserved(
  namespace: string,
  where: { readonly at: () => Position | undefined; readonly what: string },
  fleet: Fleet,
  report: Report,
): void {
  if (!isReserved(namespace, fleet)) return;
  report(say.reservedNamespace({ at: where.at(), what: where.what, namespace }));
}
