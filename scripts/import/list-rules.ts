import type { Json } from '../../lib/core/manifest';
import { asStrings, type Schema } from './schema';

/**
 * How the elements of a list must differ, as JSON Schema: `uniqueItems` for a set, and for a list that is a map our own
 * keyword `uniqueKeys`, which gives each key property its default (null where it has none).
 */
export function listRules(list: Schema, defaultOf: (key: string) => Json | undefined): Schema {
  switch (list['x-kubernetes-list-type']) {
    case 'set':
      return { uniqueItems: true };
    case 'map': {
      const keys = asStrings(list['x-kubernetes-list-map-keys']);
      return { uniqueKeys: Object.fromEntries(keys.map((key) => [key, defaultOf(key) ?? null])) };
    }
    default:
      return {};
  }
}
