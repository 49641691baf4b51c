import type { Component, ComponentContext } from '../baseline/component';
import { COMPONENTS } from '../baseline/registry';
import type { Diagnostic } from '../core/diagnostic';
import type { Cluster } from '../fleet/fleet';
import {
  buildPlatformNamespace,
  buildWorkloadNamespace,
  PLATFORM_NAMESPACES,
  type PlatformNamespace,
} from '../namespaces/namespace-unit';
import { BASELINE_PROJECT } from '../plan/names';
import type { NamespacePlan, Plan } from '../plan/plan';
import { REMOVED_DIRECTORY } from '../gitops/paths';
import { tombstoneSuperseded } from '../plan/messages';
import { compileObjects } from './compile-objects';
import type { Unit } from './unit';

type Report = (diagnostic: Diagnostic) => void;

/** The units that the platform owns: its components, and every namespace by itself. */
export function compileBaselineUnits(plan: Plan, report: Report): readonly Unit[] {
  const shared = plan.fleet.clusters.flatMap((cluster) => [
    ...componentsOf({ fleet: plan.fleet, plan, cluster }).map((component) =>
      componentUnit(component, plan, cluster),
    ),
    ...platformNamespacesOf(plan, cluster).map((namespace) =>
      platformNamespaceUnit(namespace, plan, cluster),
    ),
  ]);
  return [
    ...shared,
    ...removedUnits(plan, shared, report),
    ...plan.namespaces.map((namespace) => workloadNamespaceUnit(namespace, plan)),
  ];
}

/** The components that a cluster has. */
export function componentsOf(context: ComponentContext): readonly Component[] {
  return COMPONENTS.filter(inReachOf(context.cluster)).filter(({ isIn }) => isIn?.(context) ?? true);
}

function platformNamespacesOf({ fleet }: Plan, cluster: Cluster): readonly PlatformNamespace[] {
  return PLATFORM_NAMESPACES.filter(inReachOf(cluster)).filter(({ isIn }) => isIn?.(fleet, cluster) ?? true);
}

/** What is of the mesh is not in a cluster outside it. */
function inReachOf({ mesh }: Cluster): (thing: { readonly ofMesh?: true }) => boolean {
  return ({ ofMesh }) => mesh !== 'none' || ofMesh === undefined;
}

type Fixed = Pick<Unit, 'lane' | 'project' | 'ignoreDifferences'>;
const FIXED: Fixed = { lane: 'baseline', project: BASELINE_PROJECT, ignoreDifferences: [] };

function componentUnit(component: Component, plan: Plan, cluster: Cluster): Unit {
  const { name, namespace, project = BASELINE_PROJECT } = component;
  return {
    ...FIXED,
    project,
    cluster: cluster.id,
    name,
    directory: `baseline/${name}`,
    namespace,
    state: cluster.frozen ? 'frozen' : 'active',
    objects: compileObjects(`${cluster.id} ${name}`, (scope) =>
      component.build(scope, { fleet: plan.fleet, plan, cluster }),
    ),
  };
}

function namespaceUnit(cluster: Cluster, name: string): Omit<Unit, 'state' | 'objects'> {
  return {
    ...FIXED,
    cluster: cluster.id,
    name: `namespace-${name}`,
    directory: `namespaces/${name}`,
    namespace: name,
  };
}

function platformNamespaceUnit(namespace: PlatformNamespace, plan: Plan, cluster: Cluster): Unit {
  const { name } = namespace;
  const build = { fleet: plan.fleet, plan, cluster, namespace };
  return {
    ...namespaceUnit(cluster, name),
    state: cluster.frozen ? 'frozen' : 'active',
    objects: compileObjects(`${cluster.id} ${name}`, (scope) => buildPlatformNamespace(scope, build)),
  };
}

/** Units of the platform that their clusters no longer have: each is emptied, so that what it had is pruned. */
function removedUnits({ fleet }: Plan, built: readonly Unit[], report: Report): readonly Unit[] {
  const present = new Set(built.map(({ cluster, name }) => `${cluster} ${name}`));
  return fleet.tombstones.components.flatMap(({ name, project, namespace, clusters }, index) =>
    clusters.flatMap((id, place): Unit[] => {
      const cluster = fleet.clusters.find((candidate) => candidate.id === id);
      if (cluster === undefined) return [];
      if (present.has(`${id} ${name}`)) {
        const at = fleet.tombstonesFile?.at(['components', index, 'clusters', place]);
        report(tombstoneSuperseded({ at, kind: 'component', name, cluster: id }));
        return [];
      }
      const state = cluster.frozen ? 'frozen' : 'removed';
      const fixed = { ...FIXED, project, directory: REMOVED_DIRECTORY, objects: [] };
      return [{ ...fixed, cluster: id, name, namespace, state }];
    }),
  );
}

function workloadNamespaceUnit(namespace: NamespacePlan, plan: Plan): Unit {
  const { cluster, name, state } = namespace;
  if (state === 'removed') {
    const held = cluster.frozen ? 'frozen' : state;
    return { ...namespaceUnit(cluster, name), directory: REMOVED_DIRECTORY, state: held, objects: [] };
  }
  const objects = compileObjects(`${cluster.id} ${name}`, (scope) =>
    buildWorkloadNamespace(scope, { fleet: plan.fleet, plan, namespace }),
  );
  return { ...namespaceUnit(cluster, name), state, objects };
}
