import type { InputKind } from '../../support/input-leaves';

type Fields = readonly (readonly [kind: InputKind, leaf: string])[];

/** Fields that change the page about the bootstrap, which a person follows step by step, and no object. */
export const PAGE_FIELDS: Fields = [['fleet', 'repository.private']];

/** Fields that change the table of `meridian list routes`, and no object. */
export const TABLE_FIELDS: Fields = [['fleet', 'latency[].source']];
