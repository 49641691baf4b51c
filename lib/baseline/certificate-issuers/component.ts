import { ClusterIssuer } from '../../../imports/cert-manager.io';
import { CERT_MANAGER_NAMESPACE } from '../../plan/names';
import { hasCertManager } from '../../plan/zone/zone-components';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/**
 * Whom cert-manager may ask for certificates. Names are proven by DNS alone: of one that several regions answer for, the
 * authority would ask the wrong region over HTTP.
 */
export const certificateIssuers: Component = {
  name: 'certificate-issuers',
  namespace: CERT_MANAGER_NAMESPACE,
  isIn: ({ fleet, cluster }) => hasCertManager(fleet, cluster),
  build(scope, { fleet, cluster }) {
    const { dnsZone, domain } = fleet;
    if (dnsZone === undefined) return;
    const identity = cluster.account.identities?.['cert-manager'];
    const dns01 = dnsZone.dns.solver(dnsZone, { region: cluster.awsRegion, identity });
    for (const [name, { server, email }] of Object.entries(cluster.baseline['cert-manager'].issuers)) {
      new ClusterIssuer(scope, name, {
        metadata: { name, labels: baselineLabels(cluster) },
        spec: {
          acme: {
            server,
            ...(email === undefined ? {} : { email }),
            privateKeySecretRef: { name: `issuer-${name}` },
            solvers: [{ selector: { dnsZones: [domain] }, dns01 }],
          },
        },
      });
    }
  },
};
