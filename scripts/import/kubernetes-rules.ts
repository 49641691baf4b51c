import type { JsonObject } from '../../lib/core/manifest';

const LABEL = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const SUBDOMAIN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
const LABEL_KEY = keyPattern('a-z0-9');
/** As a label's key, but the server takes the prefix in either case. */
const ANNOTATION_KEY = keyPattern('A-Za-z0-9');
const PORT_NAME = '^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$';

const labels: JsonObject = {
  propertyNames: { pattern: LABEL_KEY },
  additionalProperties: {
    type: 'string',
    maxLength: 63,
    pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$',
  },
};
const keys: JsonObject = { propertyNames: { pattern: '^(?!\\.$|\\.\\.)[-._a-zA-Z0-9]+$', maxLength: 253 } };
const label: JsonObject = { pattern: LABEL, maxLength: 63 };
const portName: JsonObject = { pattern: PORT_NAME, maxLength: 15 };
const portNumber: JsonObject = { minimum: 1, maximum: 65535 };
const port: JsonObject = { ...portNumber, ...portName };
const atLeastNone: JsonObject = { minimum: 0 };
const atLeastOne: JsonObject = { minimum: 1 };
const countOrPercent: JsonObject = { minimum: 0, pattern: '^[0-9]+%$' };
const countOrShare: JsonObject = { minimum: 0, pattern: '^0*(100|[0-9]{1,2})%$' };

/**
 * What the API server checks in code and no schema says, by `Definition.property`: without these a string where
 * IntOrString is meant ("80" as a port, "1" as a share) would pass.
 */
export const KUBERNETES_RULES: Readonly<Record<string, JsonObject>> = {
  'ObjectMeta.labels': labels,
  'ObjectMeta.annotations': { propertyNames: { pattern: ANNOTATION_KEY } },
  'LabelSelector.matchLabels': labels,
  'ConfigMap.data': keys,
  'ConfigMap.binaryData': keys,
  'Secret.data': keys,
  'Secret.stringData': keys,
  'Container.name': label,
  'ContainerPort.containerPort': portNumber,
  'ContainerPort.name': portName,
  'DeploymentSpec.minReadySeconds': atLeastNone,
  'DeploymentSpec.replicas': atLeastNone,
  'DeploymentSpec.revisionHistoryLimit': atLeastNone,
  'EnvVar.name': { pattern: '^[ -<>-~]+$' },
  'GRPCAction.port': portNumber,
  'HTTPGetAction.port': port,
  'HorizontalPodAutoscalerSpec.maxReplicas': atLeastOne,
  'HorizontalPodAutoscalerSpec.minReplicas': atLeastOne,
  'MetricTarget.type': { enum: ['AverageValue', 'Utilization', 'Value'] },
  'NetworkPolicyPort.endPort': portNumber,
  'NetworkPolicyPort.port': port,
  'ServicePort.name': label,
  'ServicePort.port': portNumber,
  'ServicePort.targetPort': port,
  'TCPSocketAction.port': port,
  'Volume.name': label,
  'PodDisruptionBudgetSpec.maxUnavailable': countOrShare,
  'PodDisruptionBudgetSpec.minAvailable': countOrShare,
  'RollingUpdateDeployment.maxSurge': countOrPercent,
  'RollingUpdateDeployment.maxUnavailable': countOrShare,
};

const RBAC_NAME: JsonObject = { pattern: '^(?!\\.{1,2}$)[^/%]+$' };

/** The rule for `metadata.name` of a kind. */
export function nameRule(group: string, kind: string): JsonObject {
  if (group === 'rbac.authorization.k8s.io') return RBAC_NAME;
  if (group === '' && kind === 'Namespace') return label;
  if (group === '' && kind === 'Service') return { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
  return { pattern: SUBDOMAIN, maxLength: 253 };
}

/** The pattern of a key with an optional prefix of domain names in these characters. */
function keyPattern(prefix: string): string {
  const part = `[${prefix}]([-${prefix}]*[${prefix}])?`;
  return `^(${part}(\\.${part})*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`;
}
