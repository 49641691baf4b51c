import { overlaps, type Cidr } from '../core/cidr';

/** A run of addresses; both ends are inclusive. */
export type AddressRange = Pick<Cidr, 'first' | 'last'>;

/** What remains of some ranges when others are taken out. */
export function subtract(
  ranges: readonly AddressRange[],
  taken: readonly AddressRange[],
): readonly AddressRange[] {
  return taken.reduce<readonly AddressRange[]>(
    (rest, hole) => rest.flatMap((range) => without(range, hole)),
    ranges,
  );
}

function without(range: AddressRange, hole: AddressRange): AddressRange[] {
  if (hole.last < range.first || range.last < hole.first) return [range];
  const pieces: AddressRange[] = [];
  if (range.first < hole.first) pieces.push({ first: range.first, last: hole.first - 1 });
  if (hole.last < range.last) pieces.push({ first: hole.last + 1, last: range.last });
  return pieces;
}

/** Whether some ranges hold the whole of others. */
export function cover(outer: readonly AddressRange[], inner: readonly AddressRange[]): boolean {
  return subtract(inner, outer).length === 0;
}

/** Whether any address is in both. */
export function meet(a: readonly AddressRange[], b: readonly AddressRange[]): boolean {
  return a.some((x) => b.some((y) => overlaps({ text: '', ...x }, { text: '', ...y })));
}
