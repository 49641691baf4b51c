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
  const charts = chartsOf(units);
  if (charts.length === 0) return undefined;
  const texts = (...path: string[]): string[] =>
    sortedUnique(charts.flatMap((chart) => textOf(valueAt(chart, ...path)) ?? []));
  return {
    repositories: texts('spec', 'source', 'repoURL'),
    namespaces: texts('spec', 'destination', 'namespace'),
    kinds: CHART_KINDS,
  };
}

/** Every Application of the project of charts. */
export function chartsOf(units: readonly Unit[]): readonly Manifest[] {
  return units.flatMap((unit) => unit.objects.filter(isChart));
}

function isChart(object: Manifest): boolean {
  return object.kind === 'Application' && valueAt(object, 'spec', 'project') === CHARTS_PROJECT;
}

/** What belongs to the whole cluster and comes with the charts: kinds, and how their names begin or end. */
export const CHART_CLUSTER_KINDS = [
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', name: 'cert-manager*' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration', name: 'istio*' },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingAdmissionPolicy',
    name: '*.gateway.networking.k8s.io',
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingAdmissionPolicyBinding',
    name: '*.gateway.networking.k8s.io',
  },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration', name: 'cert-manager*' },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    name: 'externalsecret-validate',
  },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration', name: 'istio*' },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    name: 'secretstore-validate',
  },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.argoproj.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.autoscaling.x-k8s.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.cert-manager.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.external-secrets.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.externaldns.k8s.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.gateway.networking.k8s.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.istio.io' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.karpenter.k8s.aws' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.karpenter.sh' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.monitoring.coreos.com' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: '*.velero.io' },
  { group: 'apiregistration.k8s.io', kind: 'APIService', name: 'v1beta1.metrics.k8s.io' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'argocd-*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cert-manager*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-autoscaler*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'external-dns*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'external-secrets*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'istio*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'karpenter*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'kube-prometheus*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:metrics-server*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'velero*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'argocd-*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'cert-manager*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'cluster-autoscaler*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'external-dns*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'external-secrets*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'istio*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'karpenter*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'kube-prometheus*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: '*metrics-server*' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding', name: 'velero*' },
];
