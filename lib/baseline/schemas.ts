import type { z } from 'zod';
import { argocdSettings } from './argocd/schema';
import { ingressGatewaySettings } from './ingress-gateway/schema';
import { kubePrometheusSettings } from './kube-prometheus/schema';
import { veleroSettings } from './velero/schema';
import { otelCollectorSettings } from './otel-collector/schema';
import { telemetrySettings } from './telemetry/schema';

/** Settings of every component that has any, by the component's name. */
export const BASELINE_SETTINGS = {
  argocd: argocdSettings,
  'ingress-gateway': ingressGatewaySettings,
  'kube-prometheus': kubePrometheusSettings,
  'otel-collector': otelCollectorSettings,
  telemetry: telemetrySettings,
  velero: veleroSettings,
} as const;

/** Settings of all components in one cluster, resolved. */
export type BaselineSettings = {
  readonly [C in keyof typeof BASELINE_SETTINGS]: z.output<(typeof BASELINE_SETTINGS)[C]>;
};
