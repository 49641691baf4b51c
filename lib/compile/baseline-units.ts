import type { Component, ComponentContext } from '../baseline/component';
import { COMPONENTS } from '../baseline/registry';
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
import { compileObjects } from './compile-objects';
import type { Unit } from './unit';

/** The units that the platform owns: its components, and every namespace by itself. */
export function compileBaselineUnits(plan: Plan): readonly Unit[] {
  const shared = plan.fleet.clusters.flatMap((cluster) => [
    ...componentsOf({ fleet: plan.fleet, plan, cluster }).map((component) =>
      componentUnit(component, plan, cluster),
    ),
    ...PLATFORM_NAMESPACES.filter(inReachOf(cluster))
      .filter(({ isIn }) => isIn?.({ fleet: plan.fleet, cluster }) ?? true)
      .map((namespace) => platformNamespaceUnit(namespace, plan, cluster)),
  ]);
  return [...shared, ...plan.namespaces.map((namespace) => workloadNamespaceUnit(namespace, plan))];
}

/** The components that a cluster has. */
export function componentsOf(context: ComponentContext): readonly Component[] {
  return COMPONENTS.filter(inReachOf(context.cluster)).filter(({ isIn }) => isIn?.(context) ?? true);
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
