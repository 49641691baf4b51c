import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { controllerMarks, type Controller } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, SYSTEM_NAMESPACE } from '../../plan/names';
import { machineOf } from '../../plan/nodes/machine';
import { nodePoolsOf } from '../../plan/nodes/pools';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component } from '../component';

const NAME = 'cluster-autoscaler';
const NOBODY = 65_534;

/**
 * Makes groups of nodes larger for pods that find none. Whoever made the groups says how large each may be; what all of them
 * may be together is told here, so that the registry and the cluster do not disagree.
 */
export const clusterAutoscaler: Component = {
  name: NAME,
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => cluster.autoscaler.kind === 'node-groups',
  controller: ({ cluster }) => controllerOf(cluster),
  build(scope, context) {
    const { cluster } = context;
    const { chart, images } = vendorChart(
      context,
      'cluster-autoscaler',
      cluster.baseline['cluster-autoscaler'].path,
    );
    const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, controllerOf(cluster));
    buildChartApplication(scope, context, {
      release: NAME,
      ...chart,
      namespace: SYSTEM_NAMESPACE,
      values: {
        fullnameOverride: NAME,
        cloudProvider: cluster.provider,
        awsRegion: cluster.region,
        autoDiscovery: { clusterName: cluster.id },
        image: { repository: `${images}/cluster-autoscaler` },
        rbac: { serviceAccount: { name: NAME, annotations: serviceAccountAnnotations } },
        podLabels,
        replicaCount: 2,
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
        securityContext: {
          runAsNonRoot: true,
          runAsUser: NOBODY,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containerSecurityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        extraArgs: argumentsOf(cluster),
      },
    });
  },
};

function controllerOf({ id }: Cluster): Controller {
  return {
    name: NAME,
    namespace: SYSTEM_NAMESPACE,
    grants: [{ capability: 'size-node-groups', resource: id }],
  };
}

/** Groups in several zones grow evenly, as the plan counts them. */
function argumentsOf(cluster: Cluster): JsonObject {
  const { capacity } = cluster;
  const usual = {
    'balance-similar-node-groups': true,
    expander: 'least-waste',
    'skip-nodes-with-system-pods': false,
  };
  if (capacity === undefined) return usual;
  const pools = nodePoolsOf(cluster);
  const nodes = pools.reduce((sum, pool) => sum + pool.nodes, 0);
  const { vcpus, memoryMebibytes } = machineOf(capacity);
  return {
    ...usual,
    'cores-total': `0:${nodes * vcpus}`,
    'max-nodes-total': nodes,
    'memory-total': `0:${Math.floor((nodes * memoryMebibytes) / 1024)}`,
  };
}
