import { groupOf, type Manifest } from '../core/manifest';
import { sortedBy } from '../core/text';

/** A kind as a project lists it. */
export interface PermittedKind {
  /** API group, '' for the core group. */
  readonly group: string;
  readonly kind: string;
}

/*
 * A kind stays in these lists for as long as any cluster may hold an object of it: Argo CD does not see objects that a
 * project does not permit, so that it would never prune them.
 */

/** Kinds that the unit of any app may hold, as `<Kind>.<group>`. */
export const APP_KINDS: readonly string[] = [
  'AfdCustomDomain.cdn.azure.com',
  'AfdOrigin.cdn.azure.com',
  'AfdOriginGroup.cdn.azure.com',
  'AuthorizationPolicy.security.istio.io',
  'ConfigMap',
  'Deployment.apps',
  'DNSEndpoint.externaldns.k8s.io',
  'DestinationRule.networking.istio.io',
  'ExternalSecret.external-secrets.io',
  'HTTPRoute.gateway.networking.k8s.io',
  'HorizontalPodAutoscaler.autoscaling',
  'NetworkPolicy.networking.k8s.io',
  'PodDisruptionBudget.policy',
  'PodMonitor.monitoring.coreos.com',
  'PrometheusRule.monitoring.coreos.com',
  'RecordSet.route53.services.k8s.aws',
  'Route.cdn.azure.com',
  'Service',
  'ServiceAccount',
  'ServiceEntry.networking.istio.io',
  'ServiceExport.multicluster.x-k8s.io',
  'ServiceExport.net.gke.io',
  'Sidecar.networking.istio.io',
  'TrafficManagerProfile.network.azure.com',
  'TrafficManagerProfilesExternalEndpoint.network.azure.com',
  'VirtualService.networking.istio.io',
];

/** Namespaced kinds that the units of the baseline may hold, as `<Kind>.<group>`. */
export const BASELINE_KINDS: readonly string[] = [
  'AfdEndpoint.cdn.azure.com',
  'Alertmanager.monitoring.coreos.com',
  'AlertmanagerConfig.monitoring.coreos.com',
  'AuthorizationPolicy.security.istio.io',
  'BackupStorageLocation.velero.io',
  'CapacityBuffer.autoscaling.x-k8s.io',
  'Certificate.cert-manager.io',
  'ConfigMap',
  'CronJob.batch',
  'DNSEndpoint.externaldns.k8s.io',
  'Deployment.apps',
  'ExternalSecret.external-secrets.io',
  'GCPBackendPolicy.networking.gke.io',
  'Gateway.gateway.networking.k8s.io',
  'Gateway.networking.istio.io',
  'HTTPRoute.gateway.networking.k8s.io',
  'HealthCheck.route53.services.k8s.aws',
  'HealthCheckPolicy.networking.gke.io',
  'LimitRange',
  'NetworkPolicy.networking.k8s.io',
  'PeerAuthentication.security.istio.io',
  'PodMonitor.monitoring.coreos.com',
  'PodTemplate',
  'Profile.cdn.azure.com',
  'Prometheus.monitoring.coreos.com',
  'PrometheusRule.monitoring.coreos.com',
  'ResourceQuota',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'Schedule.velero.io',
  'ScrapeConfig.monitoring.coreos.com',
  'Service',
  'ServiceAccount',
  'ServiceExport.net.gke.io',
  'ServiceMonitor.monitoring.coreos.com',
  'Sidecar.networking.istio.io',
  'Telemetry.telemetry.istio.io',
];

/** Namespaced kinds that the charts hold, as `<Kind>.<group>`. */
export const CHART_KINDS: readonly string[] = [
  'ConfigMap',
  'DaemonSet.apps',
  'Deployment.apps',
  'HorizontalPodAutoscaler.autoscaling',
  'Job.batch',
  'PodDisruptionBudget.policy',
  'ResourceQuota',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
  'Secret',
  'Service',
  'ServiceAccount',
  'ServiceMonitor.monitoring.coreos.com',
  'StatefulSet.apps',
];

/** The kind of an object, as `<Kind>.<group>`. */
export function kindName(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  const group = groupOf(manifest.apiVersion);
  return group === '' ? manifest.kind : `${manifest.kind}.${group}`;
}

/** Kinds without duplicates, in the order of their groups. */
export function permittedKinds(names: Iterable<string>): PermittedKind[] {
  const kinds = [...new Set(names)].map((name) => {
    const dot = name.indexOf('.');
    return dot < 0 ? { group: '', kind: name } : { group: name.slice(dot + 1), kind: name.slice(0, dot) };
  });
  return sortedBy(kinds, ({ group, kind }) => `${group}/${kind}`);
}
