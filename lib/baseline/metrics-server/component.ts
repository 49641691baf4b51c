import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, SYSTEM_NAMESPACE } from '../../plan/names';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component } from '../component';

/**
 * What tells autoscalers how much pods use; AKS and GKE bring one. It has to be in kube-system, where the role lies that lets
 * it know who asks.
 */
export const metricsServer: Component = {
  name: 'metrics-server',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => !cluster.bringsMetrics && cluster.baseline['metrics-server'].install,
  build(scope, context) {
    const { chart, images } = vendorChart(
      context,
      'metrics-server',
      context.cluster.baseline['metrics-server'].path,
    );
    buildChartApplication(scope, context, {
      release: 'metrics-server',
      ...chart,
      namespace: SYSTEM_NAMESPACE,
      values: {
        image: { repository: `${images}/metrics-server` },
        replicas: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'metrics-server' } },
          },
        ],
        resources: { requests: { cpu: '100m', memory: '200Mi' }, limits: { memory: '500Mi' } },
      },
    });
  },
};
