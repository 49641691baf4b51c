import { Application } from '../../../imports/argoproj.io';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, CHARTS_PROJECT, ISTIO_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { applicationMetadata, applicationPolicy } from '../chart-application';

const NAME = 'gateway-api';

/**
 * The definitions that Gateways and routes are objects of. Upstream has no chart of them: what the mirror holds is one
 * artifact with the manifests of a release, as Argo CD takes them from an OCI registry. Providers that keep the definitions
 * of their clusters themselves would undo what another writes there.
 */
export const gatewayApi: Component = {
  name: NAME,
  namespace: ARGOCD_NAMESPACE,
  ofMesh: true,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => cluster.bringsGatewayApi === undefined && cluster.baseline[NAME].install,
  build(scope, { cluster }) {
    new Application(scope, NAME, {
      metadata: applicationMetadata(cluster, NAME),
      spec: {
        project: CHARTS_PROJECT,
        source: {
          repoUrl: `oci://${cluster.mirror}/${cluster.baseline[NAME].path}`,
          targetRevision: cluster.charts[NAME],
          path: '.',
          directory: { recurse: true },
        },
        // All of it belongs to the whole cluster; the project wants to be told a namespace that it knows.
        destination: { name: cluster.id, namespace: ISTIO_NAMESPACE },
        syncPolicy: applicationPolicy(),
      },
    });
  },
};
