import type { Json, JsonObject } from '../../lib/core/manifest';
import { fieldPath, type PathStep } from './field-path';
import { elementSchema, propertySchemas, resolveSchema, typesOf, wrongTypeFor } from './schema-walk';

/** A valid object with one mistake planted in it. */
export interface Mutation {
  readonly mistake: 'missing' | 'wrong type' | 'misspelt' | 'not in enum';
  /** Where the mistake is, as `validateObject` names places. */
  readonly path: string;
  readonly object: JsonObject;
}

interface Place {
  readonly steps: readonly PathStep[];
  readonly value: Json;
  readonly schema: JsonObject;
}

/**
 * Every single mistake of four sorts that can be planted in an object: a required property left out, a typed leaf given
 * another type, a property added whose name no one knows, an enum given a value that is not in it.
 *
 * @param schema the strict schema of the object's kind
 */
export function mutateObject(object: JsonObject, schema: JsonObject): Mutation[] {
  const places = placesOf({ steps: [], value: object, schema: resolveSchema(schema, schema) }, schema);
  return places.flatMap((place) => [
    ...missing(object, place),
    ...misspelt(object, place),
    ...wrongType(object, place),
    ...notInEnum(object, place),
  ]);
}

function placesOf(place: Place, root: JsonObject): Place[] {
  const { value, schema, steps } = place;
  if (Array.isArray(value)) {
    const items = elementSchema(schema, root);
    if (items === undefined) return [place];
    const elements = (value as readonly Json[]).map((child, i) => ({
      steps: [...steps, i],
      value: child,
      schema: items,
    }));
    return [place, ...elements.flatMap((child) => placesOf(child, root))];
  }
  if (typeof value !== 'object' || value === null) return [place];
  const known = propertySchemas(schema, root);
  const children = Object.entries(value as JsonObject).flatMap(([name, child]) => {
    const childSchema = known[name] ?? elementSchema(schema, root);
    return childSchema === undefined ? [] : [{ steps: [...steps, name], value: child, schema: childSchema }];
  });
  return [place, ...children.flatMap((child) => placesOf(child, root))];
}

function missing(object: JsonObject, { steps, value, schema }: Place): Mutation[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  // Without these two nobody can tell which schema applies; that is a mistake of its own, tested apart.
  const names = ((schema['required'] ?? []) as readonly string[]).filter(
    (name) => steps.length > 0 || (name !== 'apiVersion' && name !== 'kind'),
  );
  return names
    .filter((name) => name in value)
    .map((name) => {
      const path = [...steps, name];
      return {
        mistake: 'missing',
        path: fieldPath(path),
        object: replaced(object, path, undefined) as JsonObject,
      };
    });
}

function misspelt(object: JsonObject, { steps, value, schema }: Place): Mutation[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (schema['additionalProperties'] !== false) return [];
  const path = [...steps, 'misspeltName'];
  return [{ mistake: 'misspelt', path: fieldPath(path), object: replaced(object, path, 'x') as JsonObject }];
}

function wrongType(object: JsonObject, { steps, schema }: Place): Mutation[] {
  if (typesOf(schema).length === 0) return [];
  const wrong = replaced(object, steps, wrongTypeFor(schema)) as JsonObject;
  return steps.length === 0 ? [] : [{ mistake: 'wrong type', path: fieldPath(steps), object: wrong }];
}

function notInEnum(object: JsonObject, { steps, schema }: Place): Mutation[] {
  if (schema['enum'] === undefined) return [];
  const wrong = replaced(object, steps, 'NotOneOfThem') as JsonObject;
  return [{ mistake: 'not in enum', path: fieldPath(steps), object: wrong }];
}

/** A copy of a value with another value at a path; undefined removes what is there. */
export function replaced(
  value: Json | undefined,
  steps: readonly PathStep[],
  by: Json | undefined,
): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return by;
  if (typeof step === 'number') {
    const list = [...((value ?? []) as readonly Json[])];
    list[step] = replaced(list[step], rest, by) as Json;
    return list;
  }
  const { [step]: old, ...others } = (value ?? {}) as JsonObject;
  const changed = replaced(old, rest, by);
  return changed === undefined ? others : { ...others, [step]: changed };
}
