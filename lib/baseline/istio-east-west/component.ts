import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, EAST_WEST_NAME } from '../../plan/names';
import { buildChartApplication, istioChart } from '../chart-application';
import type { Component } from '../component';

/** The gateway that other clusters arrive at: behind an internal load balancer, and in more than one zone. */
export const istioEastWest: Component = {
  name: 'istio-east-west',
  namespace: ARGOCD_NAMESPACE,
  ofMesh: true,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    const { istio, meshNetwork, internalLoadBalancer } = context.cluster;
    buildChartApplication(scope, context, {
      release: EAST_WEST_NAME,
      ...istioChart(context),
      chart: 'gateway',
      version: istio.active,
      values: {
        name: EAST_WEST_NAME,
        networkGateway: meshNetwork,
        service: { annotations: internalLoadBalancer },
        autoscaling: { minReplicas: 2, maxReplicas: 5 },
        podDisruptionBudget: { maxUnavailable: 1 },
        priorityClassName: 'system-cluster-critical',
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: EAST_WEST_NAME } },
          },
        ],
      },
    });
  },
};
