import type { z } from 'zod';
import { argocdSettings } from './argocd/schema';
import { certManagerSettings } from './cert-manager/schema';
import { clusterAutoscalerSettings } from './cluster-autoscaler/schema';
import { dashboardsSettings } from './dashboards/schema';
import { externalDnsSettings } from './external-dns/schema';
import { externalSecretsSettings } from './external-secrets/schema';
import { gatewayApiSettings } from './gateway-api/schema';
import { ingressGatewaySettings } from './ingress-gateway/schema';
import { karpenterSettings } from './karpenter/schema';
import { kubePrometheusSettings } from './kube-prometheus/schema';
import { metricsServerSettings } from './metrics-server/schema';
import { nodePoolsSettings } from './node-pools/schema';
import { otelCollectorSettings } from './otel-collector/schema';
import { telemetrySettings } from './telemetry/schema';
import { veleroSettings } from './velero/schema';

/** Settings of every component that has any, by the component's name. */
export const BASELINE_SETTINGS = {
  argocd: argocdSettings,
  'cert-manager': certManagerSettings,
  'cluster-autoscaler': clusterAutoscalerSettings,
  dashboards: dashboardsSettings,
  'external-dns': externalDnsSettings,
  'external-secrets': externalSecretsSettings,
  'gateway-api': gatewayApiSettings,
  'ingress-gateway': ingressGatewaySettings,
  karpenter: karpenterSettings,
  'kube-prometheus': kubePrometheusSettings,
  'metrics-server': metricsServerSettings,
  'node-pools': nodePoolsSettings,
  'otel-collector': otelCollectorSettings,
  telemetry: telemetrySettings,
  velero: veleroSettings,
} as const;

/** Settings of all components in one cluster, resolved. */
export type BaselineSettings = {
  readonly [C in keyof typeof BASELINE_SETTINGS]: z.output<(typeof BASELINE_SETTINGS)[C]>;
};
