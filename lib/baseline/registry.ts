import { argocd } from './argocd/component';
import { argocdNotifications } from './argocd-notifications/component';
import { backups } from './backups/component';
import type { Component } from './component';
import { dashboards } from './dashboards/component';
import { eastWestGateway } from './east-west-gateway/component';
import { ingressGateway } from './ingress-gateway/component';
import { istioBase } from './istio-base/component';
import { istioCni } from './istio-cni/component';
import { istioEastWest } from './istio-east-west/component';
import { istiod } from './istiod/component';
import { kubePrometheus } from './kube-prometheus/component';
import { meshSecrets } from './mesh-secrets/component';
import { meshSecurity } from './mesh-security/component';
import { otelCollector } from './otel-collector/component';
import { platformAlerts } from './platform-alerts/component';
import { policy } from './policy/component';
import { priorityClasses } from './priority-classes/component';
import { prometheus } from './prometheus/component';
import { runtimeInfo } from './runtime-info/component';
import { telemetry } from './telemetry/component';
import { velero } from './velero/component';

/** Every component of the baseline. One line a component. */
export const COMPONENTS: readonly Component[] = [
  argocd,
  argocdNotifications,
  backups,
  dashboards,
  eastWestGateway,
  ingressGateway,
  istioBase,
  istioCni,
  istioEastWest,
  istiod,
  kubePrometheus,
  meshSecrets,
  meshSecurity,
  otelCollector,
  platformAlerts,
  policy,
  priorityClasses,
  prometheus,
  runtimeInfo,
  telemetry,
  velero,
];
