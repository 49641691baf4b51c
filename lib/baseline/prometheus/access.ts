import type { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding, KubeServiceAccount } from '../../kube';
import { MONITORING_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** The account of Prometheus, and its right to see what there is to ask. */
export const PROMETHEUS_ACCOUNT = 'prometheus';

const READ = ['get', 'list', 'watch'];

/** What Prometheus may read of the Kubernetes API: where pods, Services and nodes are, and their metrics. */
export function buildAccess(scope: Construct, { cluster }: ComponentContext): void {
  const labels = baselineLabels(cluster);
  const name = 'meridian-prometheus';
  new KubeServiceAccount(scope, 'account', {
    metadata: { name: PROMETHEUS_ACCOUNT, namespace: MONITORING_NAMESPACE, labels },
  });
  new KubeClusterRole(scope, 'role', {
    metadata: { name, labels },
    rules: [
      { apiGroups: [''], resources: ['endpoints', 'nodes', 'pods', 'services'], verbs: READ },
      { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
      { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
    ],
  });
  new KubeClusterRoleBinding(scope, 'binding', {
    metadata: { name, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: PROMETHEUS_ACCOUNT, namespace: MONITORING_NAMESPACE }],
  });
}
