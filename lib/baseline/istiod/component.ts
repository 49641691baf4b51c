import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT } from '../../plan/names';
import { buildChartApplication, istioChart, revisionOf } from '../chart-application';
import type { Component } from '../component';
import { istiodValues } from './values';

/** The control planes of the cluster's own mesh: one for every release that is installed. */
export const istiod: Component = {
  name: 'istiod',
  namespace: ARGOCD_NAMESPACE,
  ofMesh: true,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    for (const version of context.cluster.istio.installed) {
      buildChartApplication(scope, context, {
        release: `istiod-${revisionOf(version)}`,
        ...istioChart(context),
        chart: 'istiod',
        version,
        values: istiodValues(context, version),
        removable: true,
      });
    }
  },
};
