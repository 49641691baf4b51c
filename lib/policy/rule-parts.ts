import { exemptParameter } from './parameters';
import type { PolicyRule, PolicyVariable } from './policy-rule';
import { TARGETS, type MatchCondition } from './targets';

const NAMESPACE = 'object.metadata.?namespace.orValue(object.metadata.name)';
const NAME = "?metadata.?labels[?'app.kubernetes.io/name']";
/** A Job that a CronJob makes has no labels of its own, and the pods that it makes have. */
const APP = `object.${NAME}.orValue(object.?spec.?template.${NAME}.orValue(''))`;

/** When a rule is asked: as its target says, as it says itself, and of nobody who is exempt. */
export function policyConditions(rule: PolicyRule): MatchCondition[] {
  return [
    ...TARGETS[rule.target].conditions,
    ...(rule.onlyIf === undefined ? [] : [rule.onlyIf]),
    ...(rule.isSwitch ? [] : [notExempt(rule.name)]),
  ];
}

function notExempt(rule: string): MatchCondition {
  const key = `'${exemptParameter(rule)}'`;
  return {
    name: 'is-not-exempt',
    expression: `!(${key} in params.data) || !params.data[${key}].split(',').exists(e, e == ${NAMESPACE} + '/*' || e == ${NAMESPACE} + '/' + ${APP})`,
  };
}

/** What the validations of a rule may call `variables.<name>`; a name may use those before it. */
export function policyVariables(rule: PolicyRule): PolicyVariable[] {
  return [...TARGETS[rule.target].variables, ...(rule.variables ?? [])];
}
