import type { LintRule } from './lint';

/** Every rule. One line a rule. */
export const RULES: readonly LintRule[] = [];
