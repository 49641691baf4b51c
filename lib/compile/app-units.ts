import type { Construct } from 'constructs';
import type { Diagnostic, Position } from '../core/diagnostic';
import type { Manifest } from '../core/manifest';
import { FACET_BUILDERS } from '../facets/builders';
import { REMOVED_DIRECTORY } from '../gitops/paths';
import { buildDestinationRule } from '../mesh/destination-rule';
import { buildExternalHosts } from '../mesh/external-hosts';
import { buildSidecar } from '../mesh/sidecar';
import { buildVirtualService } from '../mesh/virtual-service';
import { teamProject } from '../plan/names';
import { placementOf, type Placement } from '../plan/placement';
import type { Plan, RemovedApp } from '../plan/plan';
import { checkObject } from './check-object';
import { compileObjects, objectsIn } from './compile-objects';
import * as say from './messages';
import { resourcesProps, type ResourcesFunction, type ResourcesRecord } from './resources';
import type { IgnoredDifference, Unit } from './unit';

/** How apps are compiled. */
export interface AppOptions {
  readonly resources: ResourcesRecord;
  /** Whether each resources.ts runs twice, and must give the same. */
  readonly twice: boolean;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What callers are told by the mesh. */
const MESH_BUILDERS = [buildDestinationRule, buildVirtualService, buildExternalHosts, buildSidecar] as const;

/** An autoscaler owns the replicas, also of a Deployment that once had them in git. */
const AUTOSCALED: readonly IgnoredDifference[] = [
  { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] },
];

/** The units of every app: where it runs, where only its callers do, and where it is being removed. */
export function compileAppUnits(plan: Plan, options: AppOptions): readonly Unit[] {
  const units = plan.apps.flatMap((appPlan) => [
    ...appPlan.placed.map((cluster) => appUnit(placementOf('placed', plan, appPlan, cluster), options)),
    ...appPlan.clients.map((cluster) => appUnit(placementOf('client', plan, appPlan, cluster), options)),
  ]);
  return [...units, ...plan.removedApps.map(removedUnit)];
}

function appUnit(placement: Placement, options: AppOptions): Unit {
  const { app, cluster } = placement;
  return {
    cluster: cluster.id,
    lane: 'apps',
    name: app.name,
    directory: `apps/${app.name}`,
    project: teamProject(app.owner),
    namespace: app.namespace,
    state: app.frozen || cluster.frozen ? 'frozen' : 'active',
    ignoreDifferences: placement.release === undefined || placement.kind === 'client' ? [] : AUTOSCALED,
    objects: appObjects(placement, options),
  };
}

function appObjects(placement: Placement, options: AppOptions): readonly Manifest[] {
  const { app, cluster } = placement;
  const title = `${cluster.id} ${app.name}`;
  const base = (scope: Construct): void => {
    for (const build of Object.values(FACET_BUILDERS)) build(scope, placement);
    if (cluster.mesh !== 'none') for (const build of MESH_BUILDERS) build(scope, placement);
  };
  const resources = options.resources[app.name];
  if (resources === undefined) return compileObjects(title, base);
  const compile = (): readonly Manifest[] | undefined =>
    runResources(title, base, resources, placement, options);
  const objects = compile();
  if (objects === undefined) return [];
  if (options.twice && JSON.stringify(compile()) !== JSON.stringify(objects)) {
    options.report(say.resourcesDiffer({ at: resourcesPlace(app.name), app: app.name, cluster: cluster.id }));
  }
  return objects;
}

function runResources(
  title: string,
  base: (scope: Construct) => void,
  resources: ResourcesFunction,
  placement: Placement,
  options: AppOptions,
): readonly Manifest[] | undefined {
  const { app, cluster } = placement;
  try {
    const build = (scope: Construct): void => {
      base(scope);
      const returned: unknown = (resources as (...args: unknown[]) => unknown)(
        scope,
        resourcesProps(placement, objectsIn(scope)),
      );
      refuseAsync(returned);
    };
    return compileObjects(title, build, checkObject);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    options.report(
      say.resourcesFailed({ at: resourcesPlace(app.name), app: app.name, cluster: cluster.id, problem }),
    );
    return undefined;
  }
}

/** What an async function adds after it returned would be lost, and a rejection that nobody hears would end the process. */
function refuseAsync(returned: unknown): void {
  if (typeof (returned as { then?: unknown } | undefined)?.then !== 'function') return;
  (returned as PromiseLike<unknown>).then(undefined, () => undefined);
  throw new Error(
    'it is async, and nobody waits for it: the unit is written as soon as the function returns',
  );
}

function resourcesPlace(app: string): Position {
  return { file: `apps/${app}/resources.ts`, line: 1, column: 1, text: '', length: 1 };
}

/** In a frozen cluster nothing is pruned either, until it is active again. */
function removedUnit({ cluster, name, owner, namespace }: RemovedApp): Unit {
  return {
    cluster: cluster.id,
    lane: 'apps',
    name,
    directory: REMOVED_DIRECTORY,
    project: teamProject(owner),
    namespace,
    state: cluster.frozen ? 'frozen' : 'removed',
    ignoreDifferences: [],
    objects: [],
  };
}
