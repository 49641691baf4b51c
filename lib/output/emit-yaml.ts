import type { Json, JsonObject } from '../core/manifest';
import { compareCodePoints } from '../core/text';
import { emitKey, emitNumber, emitString, isLiteral, isWellFormed } from './emit-scalar';

/** The keys that a reader of a manifest looks for first, ahead of the others at the top level. */
const LEADING_KEYS: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/**
 * One YAML document in block style, ASCII only, ended by a line break, that YAML 1.1 and 1.2 read back alike. Keys stand
 * in code-point order, apiVersion, kind and metadata first at the top level; lists are indented by two under their key.
 * Throws for what JSON cannot hold (NaN, undefined, a class instance, half a surrogate pair), which is a builder's bug.
 */
export function emitYaml(value: Json): string {
  try {
    const text = emitTop(value);
    // Looking at a character makes the engine join the pieces, which else stay in memory, each on its own.
    text.charCodeAt(0);
    return text;
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new Error(`${(error as Error).message} (at ${unwritablePath(value) || 'the top'})`, {
      cause: error,
    });
  }
}

function emitTop(value: Json): string {
  if (isMap(value)) return emitMap(value, leadingFirst(sortedKeys(value)), '');
  return Array.isArray(value) ? emitList(value, '') : `${emitInline(value)}\n`;
}

// A block's first line carries no indentation: it follows its parent's, or the dash of a list.

function emitMap(map: JsonObject, keys: readonly string[], indent: string): string {
  if (keys.length === 0) return '{}\n';
  let out = '';
  for (const key of keys) {
    const head = emitKey(key, indent);
    out += out === '' ? head : indent + head;
    out += emitAfterKey(map[key] as Json, indent);
  }
  return out;
}

function emitAfterKey(value: Json, indent: string): string {
  if (typeof value === 'string') return ` ${emitText(value, `${indent}  `)}`;
  if (typeof value !== 'object' || value === null) return ` ${emitInline(value)}\n`;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${inner}${emitList(value, inner)}`;
  const keys = keysOf(value);
  return keys.length === 0 ? ' {}\n' : `\n${inner}${emitMap(value as JsonObject, keys, inner)}`;
}

function emitList(list: readonly Json[], indent: string): string {
  if (list.length === 0) return '[]\n';
  const inner = `${indent}  `;
  let out = '';
  for (const item of list) out += `${out === '' ? '' : indent}- ${emitItem(item, inner)}`;
  return out;
}

function emitItem(value: Json, indent: string): string {
  if (typeof value === 'string') return emitText(value, indent);
  if (typeof value !== 'object' || value === null) return `${emitInline(value)}\n`;
  if (Array.isArray(value)) return emitList(value, indent);
  return emitMap(value as JsonObject, keysOf(value), indent);
}

function emitText(text: string, indent: string): string {
  if (!isLiteral(text)) return `${emitString(text)}\n`;
  return `|\n${text.replace(/^(?=.)/gm, indent)}`;
}

function emitInline(value: unknown): string {
  if (typeof value === 'string') return emitString(value);
  if (typeof value === 'number') return emitNumber(value);
  if (value === null || value === true || value === false) return String(value);
  throw new Error(`${describe(value)} is not a value that a manifest can hold`);
}

function keysOf(value: object): readonly string[] {
  if (!isPlainObject(value)) throw new Error(`${describe(value)} is not a value that a manifest can hold`);
  return sortedKeys(value as JsonObject);
}

function sortedKeys(map: JsonObject): string[] {
  const keys = Object.keys(map);
  // Most objects arrive in order, and integer-like keys never do, whatever the order in which they were set.
  for (let i = 1; i < keys.length; i++) {
    if (compareCodePoints(keys[i - 1] as string, keys[i] as string) > 0) return keys.sort(compareCodePoints);
  }
  return keys;
}

function leadingFirst(keys: readonly string[]): readonly string[] {
  return [
    ...LEADING_KEYS.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !LEADING_KEYS.includes(key)),
  ];
}

function isMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainObject(value);
}

/** An object literal of any realm: its prototype is null or has none of its own. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
}

/** Where the first value lies that cannot be written, as a path of keys. */
function unwritablePath(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !(Array.isArray(value) || isPlainObject(value))) {
    return isWritable(value) ? undefined : '';
  }
  // The copy of a list fills its holes.
  for (const [key, child] of Object.entries(Array.isArray(value) ? [...(value as unknown[])] : value)) {
    if (!isWellFormed(key)) return `.${JSON.stringify(key)}`;
    const rest = unwritablePath(child);
    if (rest !== undefined) return `.${key}${rest}`;
  }
  return undefined;
}

function isWritable(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value);
  return typeof value === 'number' ? Number.isFinite(value) : value === null || typeof value === 'boolean';
}
