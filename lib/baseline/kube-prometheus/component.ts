import { registryHost } from '../../fleet/registry-host';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, MONITORING_NAMESPACE } from '../../plan/names';
import { buildChartApplication } from '../chart-application';
import type { Component } from '../component';

/** The release whose operator serves the definitions that our objects are checked against. */
const VERSION = '77.1.1';

const OFF = { enabled: false } as const;

/**
 * The operator of Prometheus, what tells it of objects and nodes, and Grafana. Prometheus, Alertmanager and all rules are
 * objects of our own, so that they can be checked before they are written.
 */
export const kubePrometheus: Component = {
  name: 'kube-prometheus',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    const { fleet, cluster } = context;
    const { path } = cluster.baseline['kube-prometheus'];
    const mirror = `${registryHost(fleet.source.value, fleet.mesh.registry, cluster.region)}/${path}`;
    buildChartApplication(scope, context, {
      release: 'kube-prometheus',
      chart: 'kube-prometheus-stack',
      version: VERSION,
      repository: `${mirror}/charts`,
      namespace: MONITORING_NAMESPACE,
      values: {
        fullnameOverride: 'kube-prometheus',
        global: { imageRegistry: mirror },
        prometheus: OFF,
        alertmanager: OFF,
        defaultRules: { create: false },
        // They would put Services into kube-system, of parts that a managed control plane does not show.
        coreDns: OFF,
        kubeControllerManager: OFF,
        kubeEtcd: OFF,
        kubeProxy: OFF,
        kubeScheduler: OFF,
        prometheusOperator: { admissionWebhooks: OFF, tls: OFF },
        grafana: {
          admin: { existingSecret: 'monitoring', userKey: 'grafana-user', passwordKey: 'grafana-password' },
          sidecar: { dashboards: { label: 'grafana_dashboard', labelValue: '1', searchNamespace: 'ALL' } },
        },
      },
    });
  },
};
