import type { Diagnostic, MessageDefinition } from '../core/diagnostic';
import type { LintIndex } from './lint-index';

/** A rule over the compiled objects: what it says, and how it finds it. */
export interface LintRule {
  readonly message: MessageDefinition<never>;
  readonly check: (index: LintIndex, report: (diagnostic: Diagnostic) => void) => void;
}

/** Runs every rule over everything that was compiled. */
export function lint(
  rules: readonly LintRule[],
  index: LintIndex,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const rule of rules) rule.check(index, report);
}
