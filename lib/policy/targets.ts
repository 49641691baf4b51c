import { PARAMETER } from './parameters';
import type { PolicyTarget, PolicyVariable } from './policy-rule';

/** Requests that a policy is asked about, as `spec.matchConstraints.resourceRules[]` has them. */
export interface ResourceRule {
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly operations: readonly string[];
  readonly resources: readonly string[];
}

/** Condition under which any rule of a target is asked. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** What all rules of a target share. */
export interface TargetFacts {
  readonly requests: readonly ResourceRule[];
  readonly conditions: readonly MatchCondition[];
  readonly variables: readonly PolicyVariable[];
}

const CHANGES = ['CREATE', 'UPDATE'] as const;

const WORKLOADS: readonly ResourceRule[] = [
  {
    apiGroups: ['apps'],
    apiVersions: ['v1'],
    operations: CHANGES,
    resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  },
  { apiGroups: ['batch'], apiVersions: ['v1'], operations: CHANGES, resources: ['jobs', 'cronjobs'] },
  changes('replicationcontrollers'),
  { apiGroups: ['argoproj.io'], apiVersions: ['v1alpha1'], operations: CHANGES, resources: ['rollouts'] },
];

/** A pod that runs can be given another image, and a container to look around with: neither is a way past a rule. */
const PODS: readonly ResourceRule[] = [
  changes('pods'),
  { apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['pods/ephemeralcontainers'] },
];

function changes(resource: string): ResourceRule {
  return { apiGroups: [''], apiVersions: ['v1'], operations: CHANGES, resources: [resource] };
}

/** What is being deleted only loses its finalizers. */
const NOT_LEAVING: MatchCondition = {
  name: 'is-not-being-deleted',
  expression: '!has(object.metadata.deletionTimestamp)',
};

/**
 * What was there before a policy came may still be scaled and annotated: controllers write to it all day, and refusing
 * them would stop a cluster that works.
 */
function changed(expression: string): MatchCondition {
  return { name: 'is-new-or-changed', expression: `oldObject == null || (${expression})` };
}

/** A Rollout may leave it to a Deployment. */
const HAS_TEMPLATE: MatchCondition = {
  name: 'has-a-template',
  expression: "object.kind != 'Rollout' || has(object.spec.template)",
};

const TEMPLATE_CHANGED = changed(
  "object.kind == 'Pod' ? object.spec != oldObject.spec : object.kind == 'CronJob' ? object.spec.jobTemplate != oldObject.spec.jobTemplate : object.spec.template != oldObject.spec.template",
);

/** Names of containers that Istio puts into pods. Only the image of a proxy proves that one is. */
const INJECTED = "['istio-proxy', 'istio-validation', 'istio-init']";

const POD_VARIABLES: readonly PolicyVariable[] = [
  {
    name: 'template',
    expression:
      "object.kind == 'Pod' ? object : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.spec.template",
  },
  { name: 'pod', expression: 'variables.template.spec' },
  {
    name: 'all',
    expression:
      'variables.pod.containers + variables.pod.?initContainers.orValue([]) + variables.pod.?ephemeralContainers.orValue([])',
  },
  {
    name: 'own',
    expression: `object.kind != 'Pod' || params.data[?'${PARAMETER.proxyImage}'].orValue('') == '' ? variables.all : variables.all.filter(c, !(c.name in ${INJECTED} && c.?image.orValue('').startsWith(params.data['${PARAMETER.proxyImage}'])))`,
  },
];

/** What the rules of each target share. */
export const TARGETS: Readonly<Record<PolicyTarget, TargetFacts>> = {
  pods: {
    requests: [...WORKLOADS, ...PODS],
    conditions: [NOT_LEAVING, HAS_TEMPLATE, TEMPLATE_CHANGED],
    variables: POD_VARIABLES,
  },
  workloads: {
    requests: WORKLOADS,
    conditions: [NOT_LEAVING, HAS_TEMPLATE, TEMPLATE_CHANGED],
    variables: POD_VARIABLES,
  },
  services: {
    requests: [changes('services')],
    conditions: [NOT_LEAVING, changed('object.spec != oldObject.spec')],
    variables: [],
  },
  namespaces: {
    requests: [changes('namespaces')],
    conditions: [
      NOT_LEAVING,
      changed('object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})'),
    ],
    variables: [],
  },
};
