import { readSelector, type LabelSelector } from '../label-selector';
import type { AdmissionPolicy } from './admission-policy';
import { readExpression, type Expression } from './expressions';

/** A variable of a policy. */
export interface PreparedVariable {
  readonly name: string;
  /** Equal for variables that are worked out alike, in one policy or in several: from the same text, after the same ones. */
  readonly key: string;
  readonly value: Expression;
}

/** A policy whose expressions were read. */
export interface PreparedPolicy {
  readonly policy: AdmissionPolicy;
  readonly selectors: readonly LabelSelector[];
  readonly conditions: readonly { readonly text: string; readonly holds: Expression }[];
  readonly variables: readonly PreparedVariable[];
  readonly validations: readonly {
    readonly holds: Expression;
    readonly message: string;
    /** Read only once somebody is refused. */
    readonly words?: (() => Expression) | undefined;
  }[];
}

/** Reads a policy; throws with the reason where an expression of it, or whom it is about, cannot be read. */
export function preparePolicy(policy: AdmissionPolicy): PreparedPolicy {
  if (policy.narrowedBy !== undefined) throw new Error(`${policy.narrowedBy} is not read`);
  return {
    policy,
    selectors: policy.namespaceSelectors.map(readSelector),
    conditions: policy.conditions.map((text) => ({ text, holds: readExpression(text) })),
    variables: policy.variables.map(({ name, expression }, index) => ({
      name,
      key: policy.variables
        .slice(0, index + 1)
        .map((variable) => `${variable.name}=${variable.expression}`)
        .join('\n'),
      value: readExpression(expression),
    })),
    validations: policy.validations.map(({ expression, message, messageExpression }) => ({
      holds: readExpression(expression),
      message,
      words: messageExpression === undefined ? undefined : () => readExpression(messageExpression),
    })),
  };
}
