import type { Fleet } from '../harness/fleet';
import type { Isolation } from '../harness/isolation';
import type { Report } from '../harness/report';
import type { RunContext } from '../harness/run-context';

/** What a suite works with. */
export interface SuiteRun {
  readonly context: RunContext;
  readonly report: Report;
  /** Random cases are made of it, the same ones each time. */
  readonly seed: number;
  readonly isolation: Isolation;
  /** The small fleet; started when a suite of the run first asks for it, and shared by those that follow. */
  readonly fleet: () => Promise<Fleet>;
}

/**
 * When a suite runs: by itself and first, because it takes all that the machine has; then those that mostly wait, one after the
 * other, and beside them those that need no fleet and measure nothing.
 */
export type Row = 'alone' | 'in turn' | 'beside';

/** A group of claims about the committed trees that stands alone. */
export interface Suite {
  readonly name: string;
  /** Programs that it starts, as the tool list names them. */
  readonly tools: readonly string[];
  readonly row: Row;
  /** Runs without being asked for by name. */
  readonly byDefault: boolean;
  readonly run: (run: SuiteRun) => Promise<void>;
}
