import type { Ajv } from 'ajv';
import type { Json, JsonObject } from '../../lib/core/manifest';

/**
 * Teaches Ajv `uniqueKeys`: the elements of a list differ in the named properties taken together, each with its
 * default where it has one; an element that has neither a value nor a default for a key is refused, as server-side
 * apply refuses it.
 */
export function addUniqueKeys(ajv: Ajv): void {
  ajv.addKeyword({
    keyword: 'uniqueKeys',
    type: 'array',
    schemaType: 'object',
    error: { message: 'two elements have the same keys, or one lacks a key' },
    validate: (keys: JsonObject, list: readonly Json[]) => differ(keys, list),
  });
}

function differ(keys: JsonObject, list: readonly Json[]): boolean {
  const seen = new Set<string>();
  for (const element of list) {
    const values = Object.entries(keys).map(([key, fallback]) => (element as JsonObject)?.[key] ?? fallback);
    if (values.includes(null)) return false;
    seen.add(JSON.stringify(values));
  }
  return seen.size === list.length;
}
