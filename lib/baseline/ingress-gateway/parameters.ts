import type { Construct } from 'constructs';
import { KubeConfigMap } from '../../kube';
import { INGRESS_NAMESPACE, INGRESS_POD_LABELS } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** Name of the ConfigMap that says how Istio runs the pods of the Gateway. */
export const GATEWAY_PARAMETERS = 'public-parameters';

const FEWEST_REPLICAS = 2;
const MOST_REPLICAS = 10;

const [[LABEL, VALUE] = []] = Object.entries(INGRESS_POD_LABELS);

/**
 * Istio makes the pods of a Gateway itself: one of them, where nothing says otherwise, and with the node of that one the whole
 * region would be shut to users. It merges these texts into the objects that it makes, and makes the last two only then.
 */
export function buildGatewayParameters(scope: Construct, { cluster }: ComponentContext): void {
  const fewest = Math.max(FEWEST_REPLICAS, cluster.zones.length);
  new KubeConfigMap(scope, 'parameters', {
    metadata: { name: GATEWAY_PARAMETERS, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    data: {
      deployment: DEPLOYMENT,
      horizontalPodAutoscaler: `spec:
  minReplicas: ${fewest}
  maxReplicas: ${Math.max(MOST_REPLICAS, fewest)}
`,
      podDisruptionBudget: `spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
`,
    },
  });
}

const DEPLOYMENT = `spec:
  template:
    spec:
      priorityClassName: system-cluster-critical
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              ${LABEL}: ${VALUE}
`;
