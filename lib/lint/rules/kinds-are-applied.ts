import { defineRule } from '../define-rule';

/** Kinds that Argo CD passes over by its shipped settings, since 3.0 (resource.exclusions of argocd-cm). */
const EXCLUDED: ReadonlySet<string> = new Set([
  'Endpoints',
  'EndpointSlice.discovery.k8s.io',
  'Lease.coordination.k8s.io',
  'TokenReview.authentication.k8s.io',
  'SelfSubjectReview.authentication.k8s.io',
  'LocalSubjectAccessReview.authorization.k8s.io',
  'SelfSubjectAccessReview.authorization.k8s.io',
  'SelfSubjectRulesReview.authorization.k8s.io',
  'SubjectAccessReview.authorization.k8s.io',
  'CertificateSigningRequest.certificates.k8s.io',
  'CertificateRequest.cert-manager.io',
  'CiliumIdentity.cilium.io',
  'CiliumEndpoint.cilium.io',
  'CiliumEndpointSlice.cilium.io',
  'PolicyReport.wgpolicyk8s.io',
  'ClusterPolicyReport.wgpolicyk8s.io',
  'EphemeralReport.reports.kyverno.io',
  'ClusterEphemeralReport.reports.kyverno.io',
  'AdmissionReport.kyverno.io',
  'ClusterAdmissionReport.kyverno.io',
  'BackgroundScanReport.kyverno.io',
  'ClusterBackgroundScanReport.kyverno.io',
  'UpdateRequest.kyverno.io',
]);

/** Every object is of a kind that Argo CD applies, and is one object. */
export const kindsAreApplied = defineRule({
  name: 'kind-not-applied',
  reason:
    'Argo CD drops such an object with a warning at most: it is in git, it looks Synced, and it is not in the cluster.',
  check(index, find) {
    for (const entry of index.entries) {
      if (EXCLUDED.has(entry.type)) {
        find(
          entry,
          'kind',
          `is ${entry.object.kind}, which Argo CD is told to pass over`,
          'Declare what makes it instead, such as a Service or a ServiceEntry.',
        );
      } else if (entry.object.kind.endsWith('List') && Array.isArray(entry.object['items'])) {
        find(entry, 'items', 'makes it a list of objects', 'Add each object by itself.');
      }
    }
  },
});
