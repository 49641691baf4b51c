import type { Diagnostic, MessageDefinition } from '../core/diagnostic';
import { lintIndex, type LintIndex, type LintInput } from './lint-index';

export type { LintInput };

/** A rule over the compiled objects: what it says, and how it finds it. */
export interface LintRule {
  readonly message: MessageDefinition<never>;
  readonly check: (index: LintIndex, report: (diagnostic: Diagnostic) => void) => void;
}

/** Runs every rule over everything that was compiled. */
export function lint(
  rules: readonly LintRule[],
  input: LintInput,
  report: (diagnostic: Diagnostic) => void,
): void {
  const index = lintIndex(input);
  for (const rule of rules) rule.check(index, report);
}
