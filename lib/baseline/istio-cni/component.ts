import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, ISTIO_NAMESPACE } from '../../plan/names';
import { buildChartApplication, istioChart } from '../chart-application';
import type { Component } from '../component';

/** The agent on every node that leads the traffic of pods through their proxies: `restricted` pods may not do it themselves. */
export const istioCni: Component = {
  name: 'istio-cni',
  namespace: ARGOCD_NAMESPACE,
  ofMesh: true,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    const { active, hub, platform } = context.cluster.istio;
    buildChartApplication(scope, context, {
      release: 'istio-cni',
      ...istioChart(context),
      chart: 'cni',
      version: active,
      values: {
        excludeNamespaces: [ISTIO_NAMESPACE, 'kube-system'],
        global: { hub, tag: active, ...(platform === undefined ? {} : { platform }) },
      },
    });
  },
};
