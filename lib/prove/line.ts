import type { Move, Survivor } from '../plan/capacity/outcome';
import type { Recovery } from '../plan/recovery/recovery';
import type { Cascade } from './cascade';
import type { Problem } from './problem';

/**
 * What is proven of one app in one loss.
 * - `unaffected`: no request of it goes there.
 * - `holds`: every promise is kept, or more than was promised.
 * - `breaks`: a promise is not kept.
 * - `unproven`: requests go where they should, and nobody declared how many there are.
 * - `away`: it waits for what was lost, and promises nothing else.
 */
export type LineVerdict = 'unaffected' | 'holds' | 'breaks' | 'unproven' | 'away';

/** One line of the proof. */
export interface ProofLine {
  readonly app: string;
  readonly verdict: LineVerdict;
  /** Requests that move; without figures of load their share alone. Empty where they stay, or wait. */
  readonly moves: readonly Move[];
  /** Who moves them, where they move. */
  readonly movedBy: 'mesh' | 'person';
  /** Tiers that carry more, or carry it with a zone less; empty where no load is declared. */
  readonly survivors: readonly Survivor[];
  readonly recovery: Recovery;
  /** Tiers that would fall one after the other. */
  readonly cascade: Cascade;
  readonly problems: readonly Problem[];
  /** The same in words, each once. */
  readonly why: readonly string[];
}
