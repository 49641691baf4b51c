import { ARGOCD_NAMESPACE, ARGOCD_RELEASE, CHART_UNITS_PROJECT } from '../../plan/names';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component } from '../component';
import { argocdValues } from './values';

/**
 * Argo CD itself, kept by its own root once somebody has installed it. Its Application takes nothing away: what a release no
 * longer holds stays, and is OutOfSync, until a person has looked.
 */
export const argocd: Component = {
  name: 'argocd',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => cluster.baseline.argocd.install,
  build(scope, context) {
    const { cluster } = context;
    const { chart, images } = vendorChart(context, 'argo-cd', cluster.baseline.argocd.path);
    buildChartApplication(scope, context, {
      release: ARGOCD_RELEASE,
      ...chart,
      namespace: ARGOCD_NAMESPACE,
      values: argocdValues(cluster, images),
      prunes: false,
    });
  },
};
