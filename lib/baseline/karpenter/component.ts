import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { controllerMarks, type Controller } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, SYSTEM_NAMESPACE } from '../../plan/names';
import { memoryOverheadOf } from '../../plan/nodes/machine';
import { interruptionQueueOf, nodeRoleOf } from '../../plan/nodes/names';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component } from '../component';

const NAME = 'karpenter';

/**
 * Starts nodes for pods that find none, where the provider does not do so itself. Its own pods run on nodes that somebody else
 * made: two are enough. It lives in kube-system, as its makers do it, where no quota, policy or priority keeps it from starting.
 */
export const karpenter: Component = {
  name: NAME,
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => isInstalled(cluster),
  controller: ({ cluster }) => controllerOf(cluster),
  build(scope, context) {
    const { cluster } = context;
    const { path } = cluster.baseline.karpenter;
    const { chart, images } = vendorChart(context, 'karpenter', path);
    const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, controllerOf(cluster));
    buildChartApplication(scope, context, {
      release: NAME,
      ...chart,
      namespace: SYSTEM_NAMESPACE,
      values: {
        fullnameOverride: NAME,
        serviceAccount: { name: NAME, annotations: serviceAccountAnnotations },
        podLabels,
        controller: {
          image: { repository: `${images}/controller` },
          resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
        },
        settings: settingsOf(cluster),
      },
    });
  },
};

function isInstalled({ autoscaler }: Cluster): boolean {
  return autoscaler.kind === 'node-pools' && autoscaler.pools.controller === 'installed';
}

function controllerOf(cluster: Cluster): Controller {
  return {
    name: NAME,
    namespace: SYSTEM_NAMESPACE,
    grants: [
      { capability: 'hear-interruptions', resource: interruptionQueueOf(cluster) },
      { capability: 'run-nodes', resource: nodeRoleOf(cluster) },
    ],
  };
}

function settingsOf(cluster: Cluster): JsonObject {
  const { id, capacity, capacityBuffer, baseline } = cluster;
  return {
    clusterName: id,
    eksControlPlane: true,
    interruptionQueue: interruptionQueueOf(cluster),
    enableZonalShift: baseline.karpenter.zonalShift,
    ...(capacity === undefined ? {} : { vmMemoryOverheadPercent: memoryOverheadOf(capacity) }),
    featureGates: { capacityBuffer: capacityBuffer === 'capacity-buffer', reservedCapacity: true },
  };
}
