import { Environment } from '@marcbachmann/cel-js';

/** Works out an expression over what is given by name; throws with the reason where it cannot. */
export type Expression = (names: Readonly<Record<string, unknown>>) => unknown;

const ENVIRONMENT = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
});

/** Reading takes longer than asking, and every cluster has the same expressions. */
const KNOWN = new Map<string, Expression>();

/**
 * Reads an expression of CEL, each text once. Functions are those that Kubernetes has as well: the standard ones, optional
 * fields, and `split`, `join` and the like of texts. Its own (quantity, url, ip, authorizer …) are not here: an expression
 * with one of them throws when it is read.
 */
export function readExpression(text: string): Expression {
  const before = KNOWN.get(text);
  if (before !== undefined) return before;
  const expression = ENVIRONMENT.parse(text);
  const { error } = expression.check();
  if (error !== undefined) throw error;
  KNOWN.set(text, expression);
  return expression;
}
