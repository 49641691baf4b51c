import type { JsonObject } from '../../lib/core/manifest';

const LABEL = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const SUBDOMAIN = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
const QUALIFIED_NAME =
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';
const PORT_NAME = '^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$';

const labels: JsonObject = {
  propertyNames: { pattern: QUALIFIED_NAME },
  additionalProperties: {
    type: 'string',
    maxLength: 63,
    pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$',
  },
};
const keys: JsonObject = { propertyNames: { pattern: '^[-._a-zA-Z0-9]+$', maxLength: 253 } };
const label: JsonObject = { pattern: LABEL, maxLength: 63 };
const portName: JsonObject = { pattern: PORT_NAME, maxLength: 15 };
const portNumber: JsonObject = { minimum: 1, maximum: 65535 };
const port: JsonObject = { ...portNumber, ...portName };
const countOrPercent: JsonObject = { minimum: 0, pattern: '^[0-9]+%$' };

/**
 * What the API server checks in code and no schema says, by `Definition.property`: without these a string where
 * IntOrString is meant ("80" as a port, "1" as a share) would pass.
 */
export const KUBERNETES_RULES: Readonly<Record<string, JsonObject>> = {
  'ObjectMeta.labels': labels,
  'ObjectMeta.annotations': { propertyNames: { pattern: QUALIFIED_NAME } },
  'LabelSelector.matchLabels': labels,
  'ConfigMap.data': keys,
  'ConfigMap.binaryData': keys,
  'Secret.data': keys,
  'Secret.stringData': keys,
  'Container.name': label,
  'ContainerPort.containerPort': portNumber,
  'ContainerPort.name': portName,
  'GRPCAction.port': portNumber,
  'HTTPGetAction.port': port,
  'NetworkPolicyPort.endPort': portNumber,
  'NetworkPolicyPort.port': port,
  'ServicePort.name': label,
  'ServicePort.port': portNumber,
  'ServicePort.targetPort': port,
  'TCPSocketAction.port': port,
  'PodDisruptionBudgetSpec.maxUnavailable': countOrPercent,
  'PodDisruptionBudgetSpec.minAvailable': countOrPercent,
  'RollingUpdateDeployment.maxSurge': countOrPercent,
  'RollingUpdateDeployment.maxUnavailable': countOrPercent,
};

const RBAC_NAME: JsonObject = { pattern: '^(?!\\.{1,2}$)[^/%]+$' };

/** The rule for `metadata.name` of a kind. */
export function nameRule(group: string, kind: string): JsonObject {
  if (group === 'rbac.authorization.k8s.io') return RBAC_NAME;
  if (group === '' && kind === 'Namespace') return label;
  if (group === '' && kind === 'Service') return { pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
  return { pattern: SUBDOMAIN, maxLength: 253 };
}
