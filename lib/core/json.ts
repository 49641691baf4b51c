import type { Json, JsonObject } from './manifest';
import { sortedUnique } from './text';

const EMPTY_OBJECT: JsonObject = {};
const EMPTY_LIST: readonly Json[] = [];

/** The value as an object; an empty one where it is anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : EMPTY_OBJECT;
}

/** The value as a list; an empty one where it is anything else. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : EMPTY_LIST;
}

/** The value as text; undefined where it is anything else. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Whether the value is an object, and neither a list nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a path of keys; undefined where the path ends early. */
export function valueAt(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (!isObject(current)) return undefined;
    current = current[key];
  }
  return current;
}

/** The value as words for a message: text as it is, anything else as JSON. */
export function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** The object with the keys of every level in code-point order, so that two ways to the same values give the same text. */
export function inKeyOrder(object: JsonObject): JsonObject {
  const ordered = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(ordered);
    return isObject(value) ? inKeyOrder(value) : value;
  };
  return Object.fromEntries(
    sortedUnique(Object.keys(object)).map((key) => [key, ordered(object[key] as Json)]),
  );
}
