import { isObject, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';

/** Text fields that make an object what it is, and what they may hold. */
const IDENTITY: readonly { path: readonly string[]; pattern: RegExp; optional?: true }[] = [
  { path: ['apiVersion'], pattern: /^([a-z0-9.-]+\/)?[a-z0-9]+$/ },
  { path: ['kind'], pattern: /^[A-Z][A-Za-z0-9]*$/ },
  { path: ['metadata', 'namespace'], pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, optional: true },
];

const NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** Roles are named as segments of an address, and nothing else is. */
const NAME_OF_ROLE = /^(?!\.{1,2}$)[^/%\s\p{Surrogate}]{1,253}$/u;

/** Maps of text, which the stages after this one read. */
const MAPS: readonly string[] = ['labels', 'annotations'];

const HALF_CHARACTER = /\p{Surrogate}/u;

/** Refuses, by throwing, what came from a resources.ts and is no object that an API server could be sent. */
export function checkObject(object: unknown): void {
  const fault = faultyLeaf(object, '');
  if (fault !== undefined) throw new Error(`it made an object with ${fault}`);
  const whole = object as Json;
  for (const { path, pattern, optional } of IDENTITY) {
    if (optional === true && valueAt(whole, ...path) === undefined) continue;
    checkText(whole, path, pattern);
  }
  const isRole = textOf(valueAt(whole, 'apiVersion'))?.startsWith('rbac.authorization.k8s.io/');
  checkText(whole, ['metadata', 'name'], isRole === true ? NAME_OF_ROLE : NAME);
  for (const map of MAPS) checkMap(whole, map);
}

function checkText(object: Json, path: readonly string[], pattern: RegExp): void {
  const value = valueAt(object, ...path);
  if (typeof value !== 'string' || !pattern.test(value))
    throw new Error(`it made an object with ${path.join('.')} ${shown(value)}`);
}

function checkMap(object: Json, map: string): void {
  const metadata = isObject(object) ? object['metadata'] : undefined;
  const entries = isObject(metadata) ? metadata[map] : undefined;
  if (entries === undefined) return;
  if (!isObject(entries)) throw new Error(`it made an object with metadata.${map} ${shown(entries)}`);
  for (const [key, value] of Object.entries(entries)) {
    if (typeof value !== 'string')
      throw new Error(`it made an object with metadata.${map}.${key} ${shown(value)}, which is no text`);
  }
}

/** Words for the first value that JSON and YAML cannot hold; undefined where all is well. */
function faultyLeaf(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null)
    return isLeaf(value) ? undefined : `${shown(value)} at ${path}`;
  for (const [key, child] of Object.entries(value)) {
    if (HALF_CHARACTER.test(key)) return `half a character in a key of ${path}`;
    const fault = faultyLeaf(child, `${path}.${key}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isLeaf(value: unknown): boolean {
  if (typeof value === 'string') return !HALF_CHARACTER.test(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function shown(value: unknown): string {
  if (typeof value === 'string')
    return HALF_CHARACTER.test(value) ? 'half a character' : JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value === undefined) return 'missing';
  return value === null ? 'nothing' : `a ${typeof value}`;
}
