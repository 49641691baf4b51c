import type { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction as Action,
  ServiceMonitor,
} from '../../../imports/monitoring.coreos.com';
import {
  ARGOCD_NAMESPACE,
  CERT_MANAGER_NAMESPACE,
  EXTERNAL_DNS_NAMESPACE,
  INGRESS_NAMESPACE,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  PROXY_METRICS_PORT,
  SECRETS_NAMESPACE,
  SYSTEM_NAMESPACE,
} from '../../plan/names';
import { makesStores } from '../../plan/secret-stores';
import { hasExternalDns } from '../../plan/zone/zone-components';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** Argo CD's Services: those of its chart and those of its own manifests carry this label, and name the port differently. */
const ARGOCD_SERVICES = { 'app.kubernetes.io/part-of': 'argocd' } as const;
const ARGOCD_PORTS = ['metrics', 'http-metrics'];

/** What the platform itself shows: Argo CD, cert-manager, external-dns, the operator of secrets, the names of the cluster, istiod and the gateways. */
export function buildMonitors(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const labels = baselineLabels(cluster);
  const metadata = { namespace: MONITORING_NAMESPACE, labels };
  new ServiceMonitor(scope, 'argocd', {
    metadata: { ...metadata, name: 'argocd' },
    spec: {
      namespaceSelector: { matchNames: [ARGOCD_NAMESPACE] },
      selector: { matchLabels: { ...ARGOCD_SERVICES } },
      endpoints: ARGOCD_PORTS.map((port) => ({ port })),
    },
  });
  const pods = (
    name: string,
    namespace: string,
    matchLabels: Record<string, string>,
    port: string,
  ): PodMonitor =>
    new PodMonitor(scope, name, {
      metadata: { ...metadata, name },
      spec: {
        namespaceSelector: { matchNames: [namespace] },
        selector: { matchLabels },
        podMetricsEndpoints: [{ port }],
      },
    });
  pods(
    'cert-manager',
    CERT_MANAGER_NAMESPACE,
    { 'app.kubernetes.io/component': 'controller' },
    'http-metrics',
  );
  if (hasExternalDns(fleet, cluster))
    pods('external-dns', EXTERNAL_DNS_NAMESPACE, { 'app.kubernetes.io/name': 'external-dns' }, 'http');
  if (makesStores(cluster))
    pods(
      'external-secrets',
      SECRETS_NAMESPACE,
      { 'app.kubernetes.io/instance': 'external-secrets' },
      'metrics',
    );
  pods('dns', SYSTEM_NAMESPACE, { 'k8s-app': 'kube-dns' }, 'metrics');
  buildAutoscalers(scope, metadata);
  if (cluster.mesh === 'none') return;
  pods('istiod', ISTIO_NAMESPACE, { app: 'istiod' }, 'http-monitoring');
  buildProxies(scope, metadata);
}

/** What adds nodes, wherever it is installed; the second shows its port by number only. */
function buildAutoscalers(
  scope: Construct,
  metadata: { namespace: string; labels: Record<string, string> },
): void {
  new PodMonitor(scope, 'autoscalers', {
    metadata: { ...metadata, name: 'autoscalers' },
    spec: {
      namespaceSelector: { any: true },
      selector: {
        matchExpressions: [
          {
            key: 'app.kubernetes.io/name',
            operator: 'In',
            values: ['karpenter', 'aws-cluster-autoscaler', 'cluster-autoscaler'],
          },
        ],
      },
      podMetricsEndpoints: [{ port: 'http-metrics' }, { portNumber: 8085 }],
    },
  });
}

/** The gateways, and Prometheus itself: all that have a proxy and belong to no app. */
function buildProxies(
  scope: Construct,
  metadata: { namespace: string; labels: Record<string, string> },
): void {
  new PodMonitor(scope, 'proxies', {
    metadata: { ...metadata, name: 'proxies' },
    spec: {
      namespaceSelector: { matchNames: [INGRESS_NAMESPACE, ISTIO_NAMESPACE, MONITORING_NAMESPACE] },
      selector: {},
      podMetricsEndpoints: [
        {
          port: 'http-envoy-prom',
          path: '/stats/prometheus',
          relabelings: [
            {
              action: Action.REPLACE,
              sourceLabels: ['__meta_kubernetes_pod_ip'],
              targetLabel: '__address__',
              replacement: `$1:${PROXY_METRICS_PORT}`,
            },
          ],
        },
      ],
    },
  });
}
