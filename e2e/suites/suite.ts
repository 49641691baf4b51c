import type { Report } from '../harness/report';
import type { RunContext } from '../harness/run-context';

/** A group of claims about the committed trees that stands alone. */
export interface Suite {
  readonly name: string;
  /** Programs that it starts, as the tool list names them. */
  readonly tools: readonly string[];
  /** Runs without being asked for by name. */
  readonly byDefault: boolean;
  readonly run: (context: RunContext, report: Report) => Promise<void>;
}
