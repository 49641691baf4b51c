import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { identityKey, objectIdentity, type Manifest } from '../core/manifest';
import { isWhole, sizeOf } from '../core/manifest-size';
import { sortedBy } from '../core/text';
import { PASSES } from './passes';
import { manifestOf } from './plain-manifest';

/** A function that adds constructs to a scope. */
export type Build = (scope: Construct) => void;

/**
 * Resolves constructs to plain objects, ordered by identity. One App a unit, because resolving is superlinear in its size.
 * `check` sees every object before anything else reads it.
 */
export function compileObjects(
  name: string,
  build: Build,
  check?: (object: unknown) => void,
): readonly Manifest[] {
  const app = new App({ recordConstructMetadata: false });
  const chart = new Chart(app, 'unit', { disableResourceNameHashes: true });
  build(chart);
  for (const object of objectsIn(chart)) if (check !== undefined) patchLast(object);
  // What is not ours may have validations and dependencies, which only the whole chart looks at.
  const resolved = (check === undefined ? resolvedAlone(chart) : chart.toJson()) as Manifest[];
  if (check !== undefined) resolved.forEach((object) => check(object));
  const objects = resolved.map((object) => PASSES.reduce((result, pass) => pass(result), object));
  for (const object of objects) checkLeaves(object, name);
  return sortedBy(objects, (object) => identityKey(objectIdentity(object)));
}

/**
 * Applies the patches of an object to what is written of it. cdk8s applies them to what its class was given, and the class then
 * drops in silence what its type does not know: newer fields, and quantities that are plain text.
 */
function patchLast(object: ApiObject): void {
  const patches = (object as unknown as { readonly patches: JsonPatch[] }).patches.splice(0);
  if (patches.length === 0) return;
  const unpatched = (): unknown => (Object.getPrototypeOf(object) as ApiObject).toJson.call(object);
  object.toJson = () => JsonPatch.apply(unpatched(), ...patches) as unknown;
}

function resolvedAlone(chart: Chart): unknown[] {
  return chart.apiObjects.map((object) => manifestOf(object) ?? (object.toJson() as unknown));
}

/** The objects that a scope holds so far. */
export function objectsIn(scope: Construct): readonly ApiObject[] {
  return scope.node.findAll().filter((node) => ApiObject.isApiObject(node));
}

/** A null is how NaN and undefined arrive after resolving: a fault in a builder. */
function checkLeaves(object: Manifest, unit: string): void {
  // Keeping the path on the way down costs more than all the rest, and nearly every object is whole.
  if (!Number.isNaN(sizeOf(object))) return;
  const { path, value } = faultIn(object, [unit, object.kind, object.metadata.name]);
  throw new Error(`a builder gave ${typeof value === 'number' ? value : 'nothing'} at ${path.join('.')}`);
}

/** The first fault below a value that is not whole. */
function faultIn(value: unknown, path: readonly string[]): { path: readonly string[]; value: unknown } {
  const faulty = Object.entries(value ?? {}).find(([, child]) => !isWhole(child));
  return faulty === undefined ? { path, value } : faultIn(faulty[1], [...path, faulty[0]]);
}
