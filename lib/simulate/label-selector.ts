import { listOf, objectOf, shown, textOf } from '../core/json';
import type { Json } from '../core/manifest';

/** Label by which Kubernetes itself names each namespace, also those that nobody declares. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A label selector, read once; with neither pairs nor expressions it selects everything. */
export interface LabelSelector {
  readonly pairs: readonly (readonly [key: string, value: string])[];
  readonly expressions: readonly Expression[];
}

/** Reads a selector of the form {matchLabels, matchExpressions}; what is missing selects everything. */
export function readSelector(value: Json | undefined): LabelSelector {
  const { matchLabels, matchExpressions } = objectOf(value);
  return {
    pairs: readLabels(matchLabels),
    expressions: listOf(matchExpressions).map((expression) => {
      const { key, operator, values } = objectOf(expression);
      return { key: textOf(key) ?? '', operator: textOf(operator) ?? '', values: listOf(values).map(shown) };
    }),
  };
}

/** Reads a selector that is a plain map of labels, as that of a Service is. */
export function readLabelMap(value: Json | undefined): LabelSelector {
  return { pairs: readLabels(value), expressions: [] };
}

function readLabels(value: Json | undefined): [string, string][] {
  return Object.entries(objectOf(value)).map(([key, label]) => [key, shown(label)]);
}

/** Whether a selector selects what has these labels. */
export function selects({ pairs, expressions }: LabelSelector, labels: Labels): boolean {
  for (const [key, value] of pairs) if (labels[key] !== value) return false;
  return expressions.every((expression) => holds(expression, labels));
}

/** An operator that Kubernetes does not know selects nothing. */
function holds({ key, operator, values }: Expression, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
