import type { PolicyRule } from '../policy-rule';

const LEVEL = "object.metadata.?labels[?'pod-security.kubernetes.io/enforce'].orValue('')";

/** A namespace holds its pods to the level `restricted`, and says whose it is. */
export const mustRestrictNamespaces: PolicyRule = {
  name: 'must-restrict-namespaces',
  layer: 'namespace',
  target: 'namespaces',
  reason: 'A namespace without a level or an owner is where the next incident is hidden.',
  remedy: 'Let an app of the fleet declare the namespace, or label it as those of apps are.',
  onlyIf: { name: 'is-not-the-default', expression: "object.metadata.name != 'default'" },
  validations: [
    { expression: `${LEVEL} == 'restricted'`, message: "'does not hold its pods to the level restricted'" },
    {
      expression: "object.metadata.?labels[?'team'].orValue('') != ''",
      message: "'does not say which team it belongs to'",
    },
  ],
};
