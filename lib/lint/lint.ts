import type { Compiled } from '../compile/unit';
import type { Diagnostic, MessageDefinition } from '../core/diagnostic';
import type { Plan } from '../plan/plan';

/** What a rule looks at: the decisions, and what was made of them. */
export interface LintInput {
  readonly plan: Plan;
  readonly compiled: Compiled;
}

/** A rule over the compiled objects: what it says, and how it finds it. */
export interface LintRule {
  readonly message: MessageDefinition<never>;
  readonly check: (input: LintInput, report: (diagnostic: Diagnostic) => void) => void;
}

/** Runs every rule over everything that was compiled. */
export function lint(rules: readonly LintRule[], input: LintInput, report: (diagnostic: Diagnostic) => void): void {
  for (const rule of rules) rule.check(input, report);
}
