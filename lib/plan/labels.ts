import { onceFor } from '../core/once-for';
import type { App, Cluster, Release } from '../fleet/fleet';
import { identityPodLabels } from './cloud-identity';
import { isDrained } from './drained';
import { DRAINED, MANAGED_BY, TRAFFIC_LABEL } from './names';
import type { NamespacePlan } from './plan';

/** What tells an app's pods from all others of its namespace; it never changes, because selectors are immutable. */
export function selectorLabels(app: Pick<App, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/name': app.name };
}

/** What the Service of an app asks for: pods of the app, and in a drained cluster none of them. */
export function serviceSelector(app: App, cluster: Cluster): Record<string, string> {
  return isDrained(app, cluster) ? { ...selectorLabels(app), [TRAFFIC_LABEL]: DRAINED } : selectorLabels(app);
}

/** The labels that every object of a cluster carries. */
export function clusterLabels(cluster: Cluster): Record<string, string> {
  return {
    ...MANAGED_BY,
    cluster: cluster.id,
    provider: cluster.provider,
    region: cluster.region,
    environment: cluster.environment,
  };
}

/** The labels of an app's objects: nine of the ten that telemetry must carry. */
export function appLabels(app: App, cluster: Cluster): Record<string, string> {
  return labelsByCluster(app)(cluster);
}

/** Every object of an app asks for them. */
const labelsByCluster = onceFor((app: App) =>
  onceFor((cluster: Cluster) => Object.freeze(newAppLabels(app, cluster))),
);

function newAppLabels(app: App, cluster: Cluster): Record<string, string> {
  return {
    ...clusterLabels(cluster),
    ...selectorLabels(app),
    namespace: app.namespace,
    service: app.name,
    team: app.owner,
    criticality: app.criticality,
    cell: app.cell,
  };
}

/** The labels of an app's pods: all ten, `version` included. */
export function podLabels(app: App, cluster: Cluster, release: Release): Record<string, string> {
  return { ...identityPodLabels(app), ...appLabels(app, cluster), app: app.name, version: release.version };
}

/** The labels of a namespace of workloads. */
export function namespaceLabels(namespace: NamespacePlan): Record<string, string> {
  return {
    ...clusterLabels(namespace.cluster),
    namespace: namespace.name,
    service: namespace.name,
    team: namespace.owner,
    criticality: namespace.criticality,
    cell: namespace.cell,
  };
}
