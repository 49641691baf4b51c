import type { App } from '../fleet/fleet';

/** Folder of the output for what is no cluster's. */
export const FLEET_FOLDER = '_fleet';
/** Where Argo CD lives in every cluster. */
export const ARGOCD_NAMESPACE = 'argocd';
/** The release that Argo CD itself is; all names of its chart follow it. */
export const ARGOCD_RELEASE = 'argocd';
/** The Secret that its notifications read, under the only name that they know. */
export const ARGOCD_NOTIFICATIONS_SECRET = 'argocd-notifications-secret';
/** Where istiod and the east-west gateway live. */
export const ISTIO_NAMESPACE = 'istio-system';
/** Where the shared ingress Gateway lives. */
export const INGRESS_NAMESPACE = 'istio-ingress';
/** Where the facts about the cluster lie for every workload to read. */
export const PLATFORM_NAMESPACE = 'platform';
/** Name of what holds nodes ready there. */
export const SPARE_ROOM = 'spare-room';
/** Where Kubernetes keeps its own, and what starts nodes: nothing of ours stands in its way there. */
export const SYSTEM_NAMESPACE = 'kube-system';
/** Where Prometheus and Alertmanager live. */
export const MONITORING_NAMESPACE = 'monitoring';
/** Where Velero takes backups, and tries whether they can be restored from. */
export const BACKUP_NAMESPACE = 'velero';
/** Where the operator lives that makes Secrets out of the stores of the region. */
export const SECRETS_NAMESPACE = 'external-secrets';
/** Where cert-manager lives. */
export const CERT_MANAGER_NAMESPACE = 'cert-manager';
/** Where external-dns lives. */
export const EXTERNAL_DNS_NAMESPACE = 'external-dns';
/** Label that its operator gives every pod of Prometheus. */
export const PROMETHEUS_POD_LABELS = { 'app.kubernetes.io/name': 'prometheus' } as const;
/** Port at which the agent of a proxy shows the metrics of the proxy and of the app behind it, in plain text. */
export const PROXY_METRICS_PORT = 15020;
/** Namespaces that charts of others are installed into. One line a namespace, and one row in `namespace-unit.ts`. */
export const CHART_NAMESPACES: readonly string[] = [
  ARGOCD_NAMESPACE,
  CERT_MANAGER_NAMESPACE,
  EXTERNAL_DNS_NAMESPACE,
  SECRETS_NAMESPACE,
  INGRESS_NAMESPACE,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  BACKUP_NAMESPACE,
];
/**
 * Namespaces that admission policies and webhooks leave alone: with a policy that refuses everything, Kubernetes itself and
 * Argo CD must still start, so that a commit can take it back; and what a chart holds is not ours to judge.
 */
export const UNGOVERNED_NAMESPACES: readonly string[] = [
  ...CHART_NAMESPACES,
  'kube-node-lease',
  'kube-public',
  SYSTEM_NAMESPACE,
].sort();
/** Namespaces that belong to the platform or to Kubernetes itself, beside those that begin with `kube-` and those of clouds. */
export const RESERVED_NAMESPACES: readonly string[] = [...CHART_NAMESPACES, 'default', PLATFORM_NAMESPACE];
/** Name of the shared ingress Gateway. */
export const INGRESS_GATEWAY = 'public';
/** Istio runs a Gateway of class `istio` under this service account: `<gateway>-<class>`. */
export const INGRESS_SERVICE_ACCOUNT = `${INGRESS_GATEWAY}-istio`;
/** Label of every pod of the shared ingress Gateway. */
export const INGRESS_POD_LABELS = { 'gateway.networking.k8s.io/gateway-name': INGRESS_GATEWAY } as const;
/** Name of the east-west gateway: of its release, its Deployment and its Service. */
export const EAST_WEST_NAME = 'istio-eastwestgateway';
/** Label of every pod of the east-west gateway. */
export const EAST_WEST_POD_LABELS = { istio: 'eastwestgateway' } as const;
/** Port of east-west gateways: TLS that is passed through by its server name. */
export const EAST_WEST_PORT = 15443;
/** Label of a namespace whose pods Istio gives a proxy. */
export const INJECTION = { 'istio-injection': 'enabled' } as const;
/** Label of a namespace that public routes may be attached from. */
export const EXPOSURE_LABEL = 'meridian.dev/exposure';
/** Label that no pod has: the Service of a drained cluster asks for it, so that it finds nobody. */
export const TRAFFIC_LABEL = 'meridian.dev/traffic';
/** Its value there. */
export const DRAINED = 'drained';
/** Label of everything that Meridian wrote. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'meridian' } as const;
/** Label by which Kubernetes itself names each namespace. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** The name that callers in any cluster use for an app. */
export function hostOf(app: Pick<App, 'name' | 'namespace'>): string {
  return `${app.name}.${app.namespace}.svc.cluster.local`;
}

/** The AppProject of a team. */
export function teamProject(owner: string): string {
  return `team-${owner}`;
}

/** The AppProject of the baseline, namespaces included. */
export const BASELINE_PROJECT = 'baseline';

/** The AppProject of the units that hold the Applications of charts, and nothing else. */
export const CHART_UNITS_PROJECT = 'baseline-charts';

/** The AppProject of what the charts themselves hold. */
export const CHARTS_PROJECT = 'charts';
