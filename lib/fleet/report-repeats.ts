import type { Diagnostic, Position } from '../core/diagnostic';
import * as say from './messages';

/** Reports every name of a list that already stood before; `place` gives the position of an entry by its index. */
export function reportRepeats(
  names: readonly string[],
  what: string,
  place: (index: number) => Position,
  report: (diagnostic: Diagnostic) => void,
): void {
  const first = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const other = first.get(name);
    if (other === undefined) first.set(name, index);
    else report(say.duplicateName({ at: place(index), what, name, other: place(other) }));
  }
}
