import type { Json, JsonObject } from '../../lib/core/manifest';
import type { PathStep } from './field-path';

/** A schema with its reference followed: what it says beside the reference is added, property by property. */
export function resolveSchema(schema: JsonObject, root: JsonObject): JsonObject {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const name = reference.slice('#/$defs/'.length);
  const target = resolveSchema((root['$defs'] as JsonObject)[name] as JsonObject, root);
  const { $ref: _, ...beside } = schema;
  const both = (keyword: string): JsonObject => ({
    ...(target[keyword] as JsonObject | undefined),
    ...(beside[keyword] as JsonObject | undefined),
  });
  if (beside['properties'] === undefined) return { ...target, ...beside };
  const properties = { ...both('properties') };
  for (const [property, extra] of Object.entries(beside['properties'] as JsonObject)) {
    const own = (target['properties'] as JsonObject | undefined)?.[property];
    if (typeof extra === 'object')
      properties[property] = { ...(own as JsonObject), ...(extra as JsonObject) };
  }
  return { ...target, ...beside, properties };
}

/** The schemas of the known properties of an object, references followed; one that is forbidden is left out. */
export function propertySchemas(schema: JsonObject, root: JsonObject): Readonly<Record<string, JsonObject>> {
  const entries = Object.entries((schema['properties'] ?? {}) as JsonObject);
  const allowed = entries.filter(([, child]) => typeof child === 'object');
  return Object.fromEntries(allowed.map(([name, child]) => [name, resolveSchema(child as JsonObject, root)]));
}

/** The schema of the elements of a list or of the values of a map, reference followed; undefined where there is none. */
export function elementSchema(schema: JsonObject, root: JsonObject): JsonObject | undefined {
  const child = schema['items'] ?? schema['additionalProperties'];
  return typeof child === 'object' && child !== null ? resolveSchema(child as JsonObject, root) : undefined;
}

/** The JSON types that a schema allows; none where it does not say. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  return (type ?? []) as readonly string[];
}

/** A value of a type that the schema does not allow, and that no reader would take for one that it does. */
export function wrongTypeFor(schema: JsonObject): Json {
  const types = typesOf(schema);
  if (!types.includes('boolean')) return true;
  return types.includes('string') ? 7 : 'wrong';
}

/** A place in a schema: the path that leads there, and what stands there. */
export interface SchemaPlace {
  readonly steps: readonly PathStep[];
  readonly schema: JsonObject;
}

/**
 * Every place of a kind's schema, each named definition once (at the first path that leads there): elements of lists
 * have the index 0, values of maps the key `key`.
 */
export function schemaPlaces(root: JsonObject): SchemaPlace[] {
  const places: SchemaPlace[] = [];
  const seen = new Set<string>();
  const visit = (raw: JsonObject, steps: readonly PathStep[]): void => {
    const reference = raw['$ref'];
    if (typeof reference === 'string') {
      if (seen.has(reference)) return;
      seen.add(reference);
    }
    const schema = resolveSchema(raw, root);
    places.push({ steps, schema });
    for (const [name, child] of Object.entries((schema['properties'] ?? {}) as JsonObject)) {
      if (typeof child === 'object') visit(child as JsonObject, [...steps, name]);
    }
    const element = schema['items'] ?? schema['additionalProperties'];
    if (typeof element === 'object') visit(element as JsonObject, [...steps, 'items' in schema ? 0 : 'key']);
  };
  visit(root, []);
  return places;
}
