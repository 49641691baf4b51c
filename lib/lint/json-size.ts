import type { Json } from '../core/manifest';

/** The exact size of an object as JSON in UTF-8, in bytes. */
export function exactSize(value: Json): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
