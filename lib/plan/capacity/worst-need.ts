import { counted } from '../../core/text';
import type { Need } from './cluster-needs';

/** The need of which there is most; the first of several. */
export function largest(needs: readonly Need[], amount: (need: Need) => number): Need | undefined {
  return needs.reduce<Need | undefined>(
    (most, next) => (most === undefined || amount(next) > amount(most) ? next : most),
    undefined,
  );
}

/** When there is that need, as the beginning of a sentence. */
export function whenOf({ loss, held }: Need): string {
  if (held !== undefined) return `at the peak, with ${counted(held, 'node')} held ready`;
  return loss === undefined ? 'at the peak' : `after the loss of ${loss.name}`;
}
