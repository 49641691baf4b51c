import { onceFor } from '../core/once-for';
import type { App, Fleet } from '../fleet/fleet';

const cellsWithTenants = onceFor(
  ({ source }: Pick<Fleet, 'source'>) => new Set(Object.values(source.value.cells?.tenants ?? {})),
);

/** The header by which requests from outside choose the cell of an app; undefined where it serves all of them. */
export function cellKey(
  { cell }: Pick<App, 'cell'>,
  fleet: Pick<Fleet, 'source'>,
): { readonly name: string; readonly value: string } | undefined {
  const { cells } = fleet.source.value;
  return cells !== undefined && cellsWithTenants(fleet).has(cell)
    ? { name: cells.header, value: cell }
    : undefined;
}
