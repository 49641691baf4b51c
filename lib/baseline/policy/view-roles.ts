import type { Construct } from 'constructs';
import { KubeClusterRole, type PolicyRule } from '../../kube';
import { VIEW_CLUSTER_ROLE } from '../../plan/access';

const LOOK = ['get', 'list', 'watch'];

function look(group: string, ...resources: readonly string[]): PolicyRule {
  return { apiGroups: [group], resources: [...resources], verbs: LOOK };
}

/** Kinds of controllers that lie in namespaces: whoever may look into a namespace sees them there. None of them holds a secret. */
const IN_NAMESPACES: PolicyRule[] = [
  look('acme.cert-manager.io', '*'),
  look('argoproj.io', 'applications', 'applicationsets', 'appprojects'),
  look('cert-manager.io', '*'),
  look('external-secrets.io', '*'),
  look('gateway.networking.k8s.io', '*'),
  look('monitoring.coreos.com', '*'),
  look('multicluster.x-k8s.io', '*'),
  look('networking.istio.io', '*'),
  look('security.istio.io', '*'),
  look('snapshot.storage.k8s.io', 'volumesnapshots'),
  look('telemetry.istio.io', '*'),
  look('velero.io', '*'),
];

/** What belongs to no namespace, as far as a runbook asks for it. */
const OF_THE_CLUSTER: PolicyRule[] = [
  look('', 'namespaces', 'nodes', 'persistentvolumes'),
  look('admissionregistration.k8s.io', '*'),
  look('apiextensions.k8s.io', 'customresourcedefinitions'),
  look('apiregistration.k8s.io', 'apiservices'),
  look('autoscaling.x-k8s.io', '*'),
  look('eks.amazonaws.com', 'nodeclasses'),
  look('karpenter.azure.com', '*'),
  look('karpenter.k8s.aws', '*'),
  look('karpenter.sh', '*'),
  look('metrics.k8s.io', 'nodes', 'pods'),
  look('rbac.authorization.k8s.io', 'clusterroles', 'clusterrolebindings', 'roles', 'rolebindings'),
  look('scheduling.k8s.io', 'priorityclasses'),
  look('snapshot.storage.k8s.io', 'volumesnapshotclasses', 'volumesnapshotcontents'),
  look('storage.k8s.io', '*'),
  { nonResourceUrLs: ['/metrics'], verbs: ['get'] },
];

/** What runbooks look at and the role `view` of Kubernetes leaves out: the kinds of controllers, and what belongs to the cluster. */
export function buildViewRoles(scope: Construct, labels: Record<string, string>): void {
  new KubeClusterRole(scope, 'view-kinds', {
    metadata: {
      name: 'meridian-view-kinds',
      labels: { ...labels, 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
    },
    rules: IN_NAMESPACES,
  });
  new KubeClusterRole(scope, 'view-cluster', {
    metadata: { name: VIEW_CLUSTER_ROLE, labels },
    rules: OF_THE_CLUSTER,
  });
}
