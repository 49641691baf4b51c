import type { Construct } from 'constructs';
import {
  KubeConfigMap,
  KubeValidatingAdmissionPolicy,
  KubeValidatingAdmissionPolicyBinding,
  type ValidatingAdmissionPolicySpec,
} from '../../kube';
import type { Fleet, PolicyMode } from '../../fleet/fleet';
import { PLATFORM_NAMESPACE, UNGOVERNED_NAMESPACES, NAMESPACE_NAME_LABEL } from '../../plan/names';
import { PARAMETERS_NAME } from '../../policy/parameters';
import type { PolicyRule } from '../../policy/policy-rule';
import { POLICY_RULES, policyName } from '../../policy/registry';
import { policyConditions, policyVariables } from '../../policy/rule-parts';
import { TARGETS } from '../../policy/targets';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { buildAccess } from './access';
import { policyParameters } from './parameters';

/** What the API server does with an object that a rule refuses. The audit log has a line of it in every mode. */
const ACTIONS: Readonly<Record<PolicyMode, string[]>> = {
  audit: ['Audit'],
  warn: ['Warn', 'Audit'],
  deny: ['Deny', 'Audit'],
};

/**
 * What workloads are held to, as admission policies of the API server itself: no webhook stands between it and a pod. Each
 * rule of the profile is a policy with a binding; the ring decides how it is enforced.
 */
export const policy: Component = {
  name: 'policy',
  namespace: PLATFORM_NAMESPACE,
  build(scope, context) {
    const { fleet, cluster } = context;
    new KubeConfigMap(scope, 'parameters', {
      metadata: {
        name: PARAMETERS_NAME,
        namespace: PLATFORM_NAMESPACE,
        labels: baselineLabels(cluster),
      },
      data: policyParameters(context),
    });
    buildAccess(scope, context);
    const { modes } = fleet.policy.of(cluster);
    for (const rule of POLICY_RULES) {
      const mode = modes.get(rule.name);
      if (mode !== undefined) buildRule(scope, rule, mode, context);
    }
  },
};

function buildRule(
  scope: Construct,
  rule: PolicyRule,
  mode: PolicyMode,
  { fleet, cluster }: ComponentContext,
): void {
  const name = policyName(rule.name);
  const { profile, version } = fleet.policy.of(cluster);
  const annotations = {
    'meridian.dev/policy-layer': rule.layer,
    'meridian.dev/policy-profile': profile,
    'meridian.dev/policy-version': version,
  };
  new KubeValidatingAdmissionPolicy(scope, `policy-${rule.name}`, {
    metadata: { name, labels: baselineLabels(cluster), annotations },
    spec: specOf(rule, fleet),
  });
  new KubeValidatingAdmissionPolicyBinding(scope, `binding-${rule.name}`, {
    metadata: { name, labels: baselineLabels(cluster), annotations },
    spec: {
      policyName: name,
      // A rule that has lost its parameters knows neither registries nor digests. Argo CD brings them back; it is not governed.
      paramRef: {
        name: PARAMETERS_NAME,
        namespace: PLATFORM_NAMESPACE,
        parameterNotFoundAction: 'Deny',
      },
      validationActions: ACTIONS[mode],
    },
  });
}

/**
 * With a policy that refuses everything, what runs the cluster must still start. The parameters lie in a namespace that must
 * come back without them.
 */
function ungoverned(rule: PolicyRule, { cloudNamespaces }: Fleet): string[] {
  const holdsParameters = rule.target === 'namespaces' ? [PLATFORM_NAMESPACE] : [];
  return [...UNGOVERNED_NAMESPACES, ...cloudNamespaces, ...holdsParameters].sort();
}

function specOf(rule: PolicyRule, fleet: Fleet): ValidatingAdmissionPolicySpec {
  const variables = policyVariables(rule);
  return {
    failurePolicy: 'Fail',
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    matchConstraints: {
      matchPolicy: 'Equivalent',
      namespaceSelector: {
        matchExpressions: [{ key: NAMESPACE_NAME_LABEL, operator: 'NotIn', values: ungoverned(rule, fleet) }],
      },
      objectSelector: {},
      resourceRules: TARGETS[rule.target].requests.map(
        ({ apiGroups, apiVersions, operations, resources }) => ({
          apiGroups: [...apiGroups],
          apiVersions: [...apiVersions],
          operations: [...operations],
          resources: [...resources],
          scope: '*',
        }),
      ),
    },
    matchConditions: policyConditions(rule),
    ...(variables.length === 0 ? {} : { variables }),
    validations: rule.validations.map(({ expression, message }) => ({
      expression,
      message: rule.reason,
      messageExpression: message,
    })),
  };
}
