import { byRelease } from '../../core/text';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT } from '../../plan/names';
import { buildChartApplication, istioChart, revisionOf } from '../chart-application';
import type { Component } from '../component';

/**
 * The definitions of Istio's kinds, and the validation of their objects. Definitions of a release are right for older
 * ones too, so they are those of the newest; the validator is that of the active one.
 */
export const istioBase: Component = {
  name: 'istio-base',
  namespace: ARGOCD_NAMESPACE,
  ofMesh: true,
  project: CHART_UNITS_PROJECT,
  build(scope, context) {
    const { active, installed } = context.cluster.istio;
    buildChartApplication(scope, context, {
      release: 'istio-base',
      ...istioChart(context),
      chart: 'base',
      version: [...installed].sort(byRelease).at(-1) ?? active,
      values: { defaultRevision: revisionOf(active) },
    });
  },
};
