import type { InputKind } from '../../support/input-leaves';

/**
 * Fields whose effect comes with a later capability: the report on latencies. The list only shrinks: a test refuses a field that has an effect.
 */
export const LATER_FIELDS: readonly (readonly [kind: InputKind, leaf: string])[] = [
  ['fleet', 'latency[].source'],
];

/** Fields that change the page about the bootstrap, which a person follows step by step, and no object. */
export const PAGE_FIELDS: readonly (readonly [kind: InputKind, leaf: string])[] = [
  ['fleet', 'repository.private'],
];
