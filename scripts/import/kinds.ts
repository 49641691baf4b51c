import type { PinName } from './pins';

/** A kind that Meridian emits: its version, and the pinned module that describes it. */
export interface EmittedKind {
  readonly from: PinName | 'documented';
  /** API group, '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Every kind that Meridian emits; a new one is a line here, then `npm run import`. */
export const EMITTED_KINDS: readonly EmittedKind[] = [
  { from: 'argocd', group: 'argoproj.io', version: 'v1alpha1', kind: 'AppProject' },
  { from: 'argocd', group: 'argoproj.io', version: 'v1alpha1', kind: 'Application' },
  { from: 'argocd', group: 'argoproj.io', version: 'v1alpha1', kind: 'ApplicationSet' },
  { from: 'istio', group: 'networking.istio.io', version: 'v1', kind: 'DestinationRule' },
  { from: 'istio', group: 'networking.istio.io', version: 'v1', kind: 'Gateway' },
  { from: 'istio', group: 'networking.istio.io', version: 'v1', kind: 'ServiceEntry' },
  { from: 'istio', group: 'networking.istio.io', version: 'v1', kind: 'Sidecar' },
  { from: 'istio', group: 'networking.istio.io', version: 'v1', kind: 'VirtualService' },
  { from: 'istio', group: 'security.istio.io', version: 'v1', kind: 'AuthorizationPolicy' },
  { from: 'istio', group: 'security.istio.io', version: 'v1', kind: 'PeerAuthentication' },
  { from: 'istio', group: 'telemetry.istio.io', version: 'v1', kind: 'Telemetry' },
  { from: 'gateway', group: 'gateway.networking.k8s.io', version: 'v1', kind: 'GRPCRoute' },
  { from: 'gateway', group: 'gateway.networking.k8s.io', version: 'v1', kind: 'Gateway' },
  { from: 'gateway', group: 'gateway.networking.k8s.io', version: 'v1', kind: 'HTTPRoute' },
  { from: 'gateway', group: 'gateway.networking.k8s.io', version: 'v1', kind: 'TLSRoute' },
  { from: 'gateway', group: 'gateway.networking.k8s.io', version: 'v1beta1', kind: 'ReferenceGrant' },
  { from: 'externalSecrets', group: 'external-secrets.io', version: 'v1', kind: 'ExternalSecret' },
  { from: 'certManager', group: 'cert-manager.io', version: 'v1', kind: 'Certificate' },
  { from: 'mcs', group: 'multicluster.x-k8s.io', version: 'v1beta1', kind: 'ServiceExport' },
  { from: 'externalDns', group: 'externaldns.k8s.io', version: 'v1alpha1', kind: 'DNSEndpoint' },
  { from: 'karpenter', group: 'autoscaling.x-k8s.io', version: 'v1beta1', kind: 'CapacityBuffer' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'AfdCustomDomain' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'AfdEndpoint' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'AfdOrigin' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'AfdOriginGroup' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'Profile' },
  { from: 'documented', group: 'cdn.azure.com', version: 'v1api20230501', kind: 'Route' },
  { from: 'documented', group: 'net.gke.io', version: 'v1', kind: 'ServiceExport' },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1', kind: 'Alertmanager' },
  {
    from: 'prometheusOperator',
    group: 'monitoring.coreos.com',
    version: 'v1alpha1',
    kind: 'AlertmanagerConfig',
  },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1', kind: 'PodMonitor' },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1', kind: 'Prometheus' },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1', kind: 'PrometheusRule' },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1alpha1', kind: 'ScrapeConfig' },
  { from: 'prometheusOperator', group: 'monitoring.coreos.com', version: 'v1', kind: 'ServiceMonitor' },
  { from: 'documented', group: 'network.azure.com', version: 'v1api20220401', kind: 'TrafficManagerProfile' },
  {
    from: 'documented',
    group: 'network.azure.com',
    version: 'v1api20220401',
    kind: 'TrafficManagerProfilesExternalEndpoint',
  },
  { from: 'documented', group: 'networking.gke.io', version: 'v1', kind: 'GCPBackendPolicy' },
  { from: 'documented', group: 'networking.gke.io', version: 'v1', kind: 'HealthCheckPolicy' },
  { from: 'documented', group: 'route53.services.k8s.aws', version: 'v1alpha1', kind: 'HealthCheck' },
  { from: 'documented', group: 'route53.services.k8s.aws', version: 'v1alpha1', kind: 'RecordSet' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'ConfigMap' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'LimitRange' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'Namespace' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'PodTemplate' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'ResourceQuota' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'Secret' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'Service' },
  { from: 'kubernetes', group: '', version: 'v1', kind: 'ServiceAccount' },
  {
    from: 'kubernetes',
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'ValidatingAdmissionPolicy',
  },
  {
    from: 'kubernetes',
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    kind: 'ValidatingAdmissionPolicyBinding',
  },
  { from: 'kubernetes', group: 'apps', version: 'v1', kind: 'Deployment' },
  { from: 'kubernetes', group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
  { from: 'kubernetes', group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy' },
  { from: 'kubernetes', group: 'policy', version: 'v1', kind: 'PodDisruptionBudget' },
  { from: 'kubernetes', group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole' },
  { from: 'kubernetes', group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRoleBinding' },
  { from: 'kubernetes', group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role' },
  { from: 'kubernetes', group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'RoleBinding' },
  { from: 'kubernetes', group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass' },
];
