import type { Json } from '../core/manifest';

/** What a key, a value and their punctuation take beside their characters. */
const PUNCTUATION = 6;

/** A quick estimate of an object's size, in characters of JSON; never more than a few per cent short for plain text. */
export function estimateSize(value: Json): number {
  if (typeof value === 'string') return value.length + PUNCTUATION;
  if (typeof value !== 'object' || value === null) return PUNCTUATION;
  let size = PUNCTUATION;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) size += estimateSize(item);
    return size;
  }
  const object = value as { readonly [key: string]: Json };
  for (const key in object) size += key.length + estimateSize(object[key] ?? null);
  return size;
}

/** The exact size of an object as JSON in UTF-8, in bytes. */
export function exactSize(value: Json): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
