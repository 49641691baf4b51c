import { PeerAuthentication, PeerAuthenticationSpecMtlsMode } from '../../../imports/security.istio.io';
import { ISTIO_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/** Only mutual TLS between workloads; in Istio's root namespace and without a selector it holds for the whole mesh. */
export const meshSecurity: Component = {
  name: 'mesh-security',
  namespace: ISTIO_NAMESPACE,
  ofMesh: true,
  build(scope, { cluster }) {
    new PeerAuthentication(scope, 'peer-authentication', {
      metadata: { name: 'default', namespace: ISTIO_NAMESPACE, labels: baselineLabels(cluster) },
      spec: { mtls: { mode: PeerAuthenticationSpecMtlsMode.STRICT } },
    });
  },
};
