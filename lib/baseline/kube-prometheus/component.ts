import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, MONITORING_NAMESPACE } from '../../plan/names';
import { prometheusOf } from '../../plan/peers';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component } from '../component';

const OFF = { enabled: false } as const;

/** Who keeps pods from the nodes keeps kube-system too, so that the Service of all kubelets lies beside the operator. */
const KUBELET_SERVICE = { kubeletService: { namespace: MONITORING_NAMESPACE } } as const;

/**
 * The operator of Prometheus, what tells it of objects and nodes, and Grafana. Prometheus, Alertmanager and all rules are
 * objects of our own, so that they can be checked before they are written.
 */
export const kubePrometheus: Component = {
  name: 'kube-prometheus',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    const { cluster } = context;
    const { chart, images } = vendorChart(
      context,
      'kube-prometheus-stack',
      cluster.baseline['kube-prometheus'].path,
    );
    buildChartApplication(scope, context, {
      release: 'kube-prometheus',
      ...chart,
      namespace: MONITORING_NAMESPACE,
      values: {
        fullnameOverride: 'kube-prometheus',
        global: { imageRegistry: images },
        prometheus: OFF,
        alertmanager: OFF,
        defaultRules: { create: false },
        // They would put Services into kube-system, of parts that a managed control plane does not show.
        coreDns: OFF,
        kubeControllerManager: OFF,
        kubeEtcd: OFF,
        kubeProxy: OFF,
        kubeScheduler: OFF,
        prometheusOperator: {
          admissionWebhooks: OFF,
          tls: OFF,
          ...(cluster.hostAccess ? {} : KUBELET_SERVICE),
        },
        ...(cluster.hostAccess ? {} : { nodeExporter: OFF, kubelet: { namespace: MONITORING_NAMESPACE } }),
        grafana: grafanaValues(cluster),
      },
    });
  },
};

/**
 * Grafana asks the Prometheus of its own cluster: in the mesh through a proxy of its own, because Prometheus answers
 * nobody without a certificate.
 */
function grafanaValues(cluster: Cluster): JsonObject {
  const isInMesh = cluster.mesh !== 'none' && cluster.networks !== undefined;
  const prometheus = isInMesh ? prometheusOf(cluster) : 'prometheus-operated';
  return {
    admin: { existingSecret: 'monitoring', userKey: 'grafana-user', passwordKey: 'grafana-password' },
    // The chart's own show series that its own rules would record.
    defaultDashboardsEnabled: false,
    sidecar: {
      dashboards: { label: 'grafana_dashboard', labelValue: '1', searchNamespace: MONITORING_NAMESPACE },
      datasources: {
        url: `http://${prometheus}.${MONITORING_NAMESPACE}:9090`,
        alertmanager: { url: `http://alertmanager-operated.${MONITORING_NAMESPACE}:9093` },
      },
    },
    ...(isInMesh
      ? { podLabels: PROXIED, podAnnotations: proxiedOnlyTo(cluster.networks?.services.text) }
      : {}),
  };
}

const PROXIED = { 'sidecar.istio.io/inject': 'true' } as const;

function proxiedOnlyTo(services: string | undefined): JsonObject {
  return services === undefined ? {} : { 'traffic.sidecar.istio.io/includeOutboundIPRanges': services };
}
