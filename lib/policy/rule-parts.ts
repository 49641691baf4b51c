import { exemptParameter } from './parameters';
import type { PolicyRule, PolicyVariable } from './policy-rule';
import { TARGETS, type MatchCondition } from './targets';

const NAMESPACE = 'object.metadata.?namespace.orValue(object.metadata.name)';
const APP = "object.metadata.?labels[?'app.kubernetes.io/name'].orValue('')";

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
