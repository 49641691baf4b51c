import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { deepFreeze } from '../core/freeze';
import type { FacetValues } from '../facets/schemas';
import type { App, Cluster } from '../fleet/fleet';
import type { Placement } from '../plan/placement';

/** What a `resources.ts` is told about the unit that it adds to. */
export interface ResourcesProps {
  readonly app: App;
  readonly cluster: Cluster;
  readonly placement: Placement;
  readonly facets: FacetValues;
  /** The objects of the unit so far; adjust one with `addJsonPatch`. */
  readonly objects: readonly ApiObject[];
  /** The object of that kind, and of that name where several have it; throws, naming what there is, when there is none. */
  readonly find: (kind: string, name?: string) => ApiObject;
}

/** What apps/<app>/resources.ts exports as `resources`: it adds constructs to the unit, or adjusts what is there. */
export type ResourcesFunction = (scope: Construct, props: ResourcesProps) => void;

/** The functions of all apps that have one, by the app's name. */
export type ResourcesRecord = Readonly<Record<string, ResourcesFunction>>;

/** The props of one unit. The plan is shared by all apps: a function of one may read it and not write to it. */
export function resourcesProps(placement: Placement, objects: readonly ApiObject[]): ResourcesProps {
  const { app, cluster, facets } = deepFreeze(placement);
  const find = (kind: string, name?: string): ApiObject => {
    const found = objects.find(
      (object) => object.kind === kind && (name === undefined || object.name === name),
    );
    if (found !== undefined) return found;
    const known = objects.map((object) => `${object.kind} ${object.name}`).join(', ');
    throw new Error(`there is no ${kind}${name === undefined ? '' : ` ${name}`} among ${known}`);
  };
  return { app, cluster, placement, facets, objects, find };
}
