import type { Cluster } from './fleet';

/** What an arrangement costs against one cluster in several zones: from, to. Rough, and never a price. */
interface CostFactor {
  readonly from: number;
  readonly to: number;
}

/** The usual multipliers of the field; what they are applied to is one cluster with nodes in several zones. */
export function costFactor(placed: readonly Pick<Cluster, 'provider' | 'region'>[]): CostFactor {
  if (new Set(placed.map(({ provider }) => provider)).size > 1) return { from: 3, to: 5 };
  if (new Set(placed.map(({ region }) => region)).size > 1) return { from: 2, to: 3 };
  return placed.length > 1 ? { from: 1.5, to: 2 } : { from: 1, to: 1 };
}

/** "2 to 3 times". */
export function formatFactor({ from, to }: CostFactor): string {
  return from === to ? `${from} times` : `${from} to ${to} times`;
}
