import type { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
} from '../../../imports/cert-manager.io';
import { INGRESS_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/**
 * The certificate of the Gateway, for every host that apps may take and for the name of the cluster itself. The issuer
 * must solve by DNS: a name that several regions answer for cannot be proven over HTTP.
 */
export function buildCertificate(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const { certificateSecret, certificateIssuer } = cluster.baseline['ingress-gateway'];
  if (certificateIssuer === undefined) return;
  new Certificate(scope, 'certificate', {
    metadata: { name: certificateSecret, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      secretName: certificateSecret,
      dnsNames: [`*.${fleet.domain}`],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
      privateKey: {
        algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
        size: 256,
        rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
      },
    },
  });
}
