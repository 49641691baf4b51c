import { groupOf } from '../../core/manifest';
import { defineRule } from '../define-rule';

/** Kinds that belong to the cluster as a whole, of Kubernetes and of what is usually installed beside it. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'AKSNodeClass.karpenter.azure.com',
  'APIService.apiregistration.k8s.io',
  'ClusterAnalysisTemplate.argoproj.io',
  'ClusterIssuer.cert-manager.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'ClusterSecretStore.external-secrets.io',
  'ClusterExternalSecret.external-secrets.io',
  'ClusterWorkflowTemplate.argoproj.io',
  'CSIDriver.storage.k8s.io',
  'CSINode.storage.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'EC2NodeClass.karpenter.k8s.aws',
  'FlowSchema.flowcontrol.apiserver.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'IngressClass.networking.k8s.io',
  'IPAddress.networking.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'NodePool.karpenter.sh',
  'PriorityClass.scheduling.k8s.io',
  'PriorityLevelConfiguration.flowcontrol.apiserver.k8s.io',
  'RuntimeClass.node.k8s.io',
  'ServiceCIDR.networking.k8s.io',
  'StorageClass.storage.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'VolumeAttachment.storage.k8s.io',
]);

/** Groups all of whose other kinds live in namespaces; of others it is not known here. */
const KNOWN_GROUPS =
  /^(|apps|argoproj\.io|autoscaling|batch|external-secrets\.io|policy|(gateway\.)?networking\.k8s\.io|rbac\.authorization\.k8s\.io|[a-z]+\.istio\.io)$/;

/** An object that lives in a namespace names it, and one that belongs to the cluster names none. */
export const namespacesAreExplicit = defineRule({
  name: 'namespace-not-explicit',
  reason: 'Argo CD would fill in a namespace that the file does not show, or not apply the object at all.',
  check(index, find) {
    for (const entry of index.entries) {
      if (CLUSTER_SCOPED.has(entry.type)) {
        if (entry.namespace !== '')
          find(
            entry,
            'metadata.namespace',
            `is "${entry.namespace}", and ${entry.object.kind} belongs to the whole cluster`,
            'Take it out.',
          );
      } else if (entry.namespace === '' && KNOWN_GROUPS.test(groupOf(entry.object.apiVersion))) {
        find(entry, 'metadata.namespace', 'is missing', 'Name the namespace.');
      }
    }
  },
});
