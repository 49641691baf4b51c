import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { kube, type ResourcesProps } from 'meridian';

/** The app reads who else runs in its namespace, and is asked to shrink later than others. */
export function resources(scope: Construct, { app, cluster, find }: ResourcesProps): void {
  const metadata = { name: 'web-peers', namespace: app.namespace, labels: { region: cluster.region } };
  new kube.KubeRole(scope, 'peers', {
    metadata,
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  });
  new kube.KubeRoleBinding(scope, 'peers-of-web', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'web-peers' },
    subjects: [{ kind: 'ServiceAccount', name: app.name, namespace: app.namespace }],
  });
  find('HorizontalPodAutoscaler').addJsonPatch(
    JsonPatch.replace('/spec/behavior/scaleDown/stabilizationWindowSeconds', 600),
  );
}
