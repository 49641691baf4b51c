import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import { unknownReference } from '../fleet/messages';

/** A finding for each name that is not known, with the nearest that is. `what` is the kind of thing, for the message. */
export function findUnknown(
  what: string,
  names: readonly string[],
  known: readonly string[],
): readonly Diagnostic[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) =>
      unknownReference({
        at: undefined,
        what,
        name,
        suggestion: nearest(name, known),
        known: sortedUnique(known),
      }),
    );
}
