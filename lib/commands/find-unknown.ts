import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import { unknownName } from './messages';

/** A finding for each of the clusters, named by a person, that are not among those in which a thing was lost. */
export function findNotLost(
  name: string,
  clusters: readonly string[],
  lostIn: readonly string[],
): readonly Diagnostic[] {
  return findUnknown(`cluster that ${name} is lost in`, clusters, lostIn);
}

/** A finding for each name that is not known, with the nearest that is. `what` is the kind of thing, for the message. */
export function findUnknown(
  what: string,
  names: readonly string[],
  known: readonly string[],
): readonly Diagnostic[] {
  const sorted = sortedUnique(known);
  return names
    .filter((name) => !sorted.includes(name))
    .map((name) => unknownName({ what, name, suggestion: nearest(name, sorted), known: sorted }));
}
