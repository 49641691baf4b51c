import type { Json, JsonObject } from '../../lib/core/manifest';

/** A JSON Schema, or the structural OpenAPI schema of a CustomResourceDefinition. */
export type Schema = JsonObject;

/** Where a subschema stands below its parent: a named property, an element of a list or map, or a logical branch. */
export interface Step {
  readonly via: 'property' | 'element' | 'branch';
  /** The property's name; '*' for an element, '' for a branch. */
  readonly name: string;
}

const ELEMENT: Step = { via: 'element', name: '*' };
const BRANCH: Step = { via: 'branch', name: '' };
const PROSE = new Set(['description', 'example', 'externalDocs', 'title']);

/** True for a JSON object, the shape of every schema. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is something else. */
export function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as a list; an empty one where it is something else. */
export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The strings of a list value. */
export function asStrings(value: Json | undefined): readonly string[] {
  return asList(value).filter((item): item is string => typeof item === 'string');
}

/** A copy of a schema in which every direct subschema is replaced by what `change` makes of it. */
export function mapChildren(schema: Schema, change: (child: Schema, step: Step) => Json): Schema {
  const result: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    result[keyword] = mapKeyword(keyword, value, change);
  }
  return result;
}

function mapKeyword(keyword: string, value: Json, change: (child: Schema, step: Step) => Json): Json {
  switch (keyword) {
    case 'properties':
      return mapEntries(asObject(value), (child, name) => change(child, { via: 'property', name }));
    case 'items':
    case 'additionalProperties':
      return isObject(value) ? change(value, ELEMENT) : value;
    case 'not':
      return isObject(value) ? change(value, BRANCH) : value;
    case 'allOf':
    case 'anyOf':
    case 'oneOf':
      return asList(value).map((child) => change(asObject(child), BRANCH));
    default:
      return value;
  }
}

/** A copy of an object of schemas with every value changed. */
export function mapEntries(object: JsonObject, change: (value: Schema, name: string) => Json): JsonObject {
  const entries = Object.entries(object).map(
    ([name, value]) => [name, change(asObject(value), name)] as const,
  );
  return Object.fromEntries(entries);
}

/** A schema without its sentences: what remains are rules that a machine checks. */
export function withoutProse(schema: Schema): Schema {
  const rules = Object.entries(schema).filter(([keyword]) => !PROSE.has(keyword));
  return mapChildren(Object.fromEntries(rules), withoutProse);
}

/** A schema without the named properties, nor the demand for them. */
export function withoutProperties(schema: Schema, names: ReadonlySet<string>): Schema {
  const result: Record<string, Json> = { ...schema };
  const kept = Object.entries(asObject(schema['properties'])).filter(([name]) => !names.has(name));
  result['properties'] = Object.fromEntries(kept);
  const required = asStrings(schema['required']).filter((name) => !names.has(name));
  delete result['required'];
  return required.length > 0 ? { ...result, required } : result;
}
