import type { Manifest } from './manifest';
import { onceFor } from './once-for';

/** What a key, a value and their punctuation take beside their characters. */
const PUNCTUATION = 6;

/**
 * A quick estimate of an object's size, in characters of JSON, worked out once; never more than a few per cent short for plain
 * text. NaN where it holds what JSON cannot (nothing, NaN, infinity) or what no builder means: null.
 */
export const sizeOf: (manifest: Manifest) => number = onceFor(estimate);

/** Whether a value holds only what a builder can mean. */
export function isWhole(value: unknown): boolean {
  return !Number.isNaN(estimate(value));
}

function estimate(value: unknown): number {
  if (typeof value === 'string') return value.length + PUNCTUATION;
  if (typeof value === 'number') return Number.isFinite(value) ? PUNCTUATION : NaN;
  if (typeof value !== 'object') return value === undefined ? NaN : PUNCTUATION;
  if (value === null) return NaN;
  let size = PUNCTUATION;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) size += estimate(item);
    return size;
  }
  const object = value as Readonly<Record<string, unknown>>;
  for (const key in object) size += key.length + estimate(object[key]);
  return size;
}
