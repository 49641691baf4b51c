import type { Manifest } from '../core/manifest';
import { sortedUnique } from '../core/text';
import { textOf, valueAt } from '../core/json';
import type { Unit } from '../compile/unit';
import { CHARTS_PROJECT } from '../plan/names';
import { CHART_KINDS } from './permitted-kinds';

/** Where the Applications of charts lead to, and from where: what their project must permit. */
export interface ChartSources {
  readonly repositories: readonly string[];
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
}

/** The sources of all Applications among a cluster's units that are of the project of charts; undefined where there is none. */
export function chartSources(units: readonly Unit[]): ChartSources | undefined {
  const charts = units.flatMap((unit) => unit.objects.filter(isChart));
  if (charts.length === 0) return undefined;
  const texts = (...path: string[]): string[] =>
    sortedUnique(charts.flatMap((chart) => textOf(valueAt(chart, ...path)) ?? []));
  return {
    repositories: texts('spec', 'source', 'repoURL'),
    namespaces: texts('spec', 'destination', 'namespace'),
    kinds: CHART_KINDS,
  };
}

function isChart(object: Manifest): boolean {
  return object.kind === 'Application' && valueAt(object, 'spec', 'project') === CHARTS_PROJECT;
}

/** What belongs to the whole cluster and comes with the charts: kinds, and how their names begin or end. */
export const CHART_CLUSTER_KINDS = [
  ...named('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', ['istio*']),
  ...named('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration', [
    'externalsecret-validate',
    'istio*',
    'secretstore-validate',
  ]),
  ...named('apiextensions.k8s.io', 'CustomResourceDefinition', [
    '*.argoproj.io',
    '*.autoscaling.x-k8s.io',
    '*.external-secrets.io',
    '*.istio.io',
    '*.karpenter.k8s.aws',
    '*.karpenter.sh',
    '*.monitoring.coreos.com',
  ]),
  ...named('apiregistration.k8s.io', 'APIService', ['v1beta1.metrics.k8s.io']),
  ...named('rbac.authorization.k8s.io', 'ClusterRole', [
    'argocd-*',
    'cluster-autoscaler*',
    'external-secrets*',
    'istio*',
    'karpenter*',
    'kube-prometheus*',
    'system:metrics-server*',
  ]),
  ...named('rbac.authorization.k8s.io', 'ClusterRoleBinding', [
    '*metrics-server*',
    'argocd-*',
    'cluster-autoscaler*',
    'external-secrets*',
    'istio*',
    'karpenter*',
    'kube-prometheus*',
  ]),
];

function named(
  group: string,
  kind: string,
  names: readonly string[],
): readonly { readonly group: string; readonly kind: string; readonly name: string }[] {
  return names.map((name) => ({ group, kind, name }));
}
