import { argocdNotifications } from './argocd-notifications/component';
import { argocd } from './argocd/component';
import { backups } from './backups/component';
import { certManager } from './cert-manager/component';
import { certificateIssuers } from './certificate-issuers/component';
import { clusterAutoscaler } from './cluster-autoscaler/component';
import type { Component } from './component';
import { dashboards } from './dashboards/component';
import { eastWestGateway } from './east-west-gateway/component';
import { externalDnsSettings } from './external-dns-settings/component';
import { externalDns } from './external-dns/component';
import { externalSecrets } from './external-secrets/component';
import { gatewayApi } from './gateway-api/component';
import { ingressGateway } from './ingress-gateway/component';
import { istioBase } from './istio-base/component';
import { istioCni } from './istio-cni/component';
import { istioEastWest } from './istio-east-west/component';
import { istiod } from './istiod/component';
import { karpenter } from './karpenter/component';
import { kubePrometheus } from './kube-prometheus/component';
import { meshSecrets } from './mesh-secrets/component';
import { meshSecurity } from './mesh-security/component';
import { metricsServer } from './metrics-server/component';
import { nodePools } from './node-pools/component';
import { otelCollector } from './otel-collector/component';
import { platformAlerts } from './platform-alerts/component';
import { policy } from './policy/component';
import { priorityClasses } from './priority-classes/component';
import { prometheus } from './prometheus/component';
import { runtimeInfo } from './runtime-info/component';
import { secretStores } from './secret-stores/component';
import { telemetry } from './telemetry/component';
import { velero } from './velero/component';

/** Every component of the baseline. One line a component. */
export const COMPONENTS: readonly Component[] = [
  argocd,
  argocdNotifications,
  backups,
  certManager,
  certificateIssuers,
  clusterAutoscaler,
  dashboards,
  eastWestGateway,
  externalDns,
  externalDnsSettings,
  externalSecrets,
  gatewayApi,
  ingressGateway,
  istioBase,
  istioCni,
  istioEastWest,
  istiod,
  karpenter,
  kubePrometheus,
  meshSecrets,
  meshSecurity,
  metricsServer,
  nodePools,
  otelCollector,
  platformAlerts,
  policy,
  priorityClasses,
  prometheus,
  runtimeInfo,
  secretStores,
  telemetry,
  velero,
];
