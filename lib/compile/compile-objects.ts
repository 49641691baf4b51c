import { ApiObject, App, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { identityKey, objectIdentity, type Manifest } from '../core/manifest';
import { sortedBy } from '../core/text';
import { PASSES } from './passes';

/** A function that adds constructs to a scope. */
export type Build = (scope: Construct) => void;

/** Resolves constructs to plain objects, ordered by identity. One App a unit, because resolving is superlinear in its size. */
export function compileObjects(name: string, build: Build): readonly Manifest[] {
  const app = new App({ recordConstructMetadata: false });
  const chart = new Chart(app, 'unit', { disableResourceNameHashes: true });
  build(chart);
  const objects = (chart.toJson() as Manifest[]).map((object) =>
    PASSES.reduce((result, pass) => pass(result), object),
  );
  for (const object of objects) checkLeaves(object, [name, object.kind, object.metadata.name]);
  return sortedBy(objects, (object) => identityKey(objectIdentity(object)));
}

/** The objects that a scope holds so far. */
export function objectsIn(scope: Construct): readonly ApiObject[] {
  return scope.node.findAll().filter((node) => ApiObject.isApiObject(node));
}

/** A null is how NaN and undefined arrive after resolving: a fault in a builder. */
function checkLeaves(value: unknown, path: readonly string[]): void {
  if (value === null || value === undefined) throw new Error(`a builder gave nothing at ${path.join('.')}`);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new Error(`a builder gave ${value} at ${path.join('.')}`);
  if (typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) checkLeaves(child, [...path, key]);
}
