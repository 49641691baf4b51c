import type { Construct } from 'constructs';
import {
  ClusterSecretStore,
  type ClusterSecretStoreSpecConditions,
} from '../../../imports/external-secrets.io';
import { KubeServiceAccount } from '../../kube';
import { controllerMarks } from '../../plan/controllers';
import { MANAGED_BY, SECRETS_NAMESPACE } from '../../plan/names';
import {
  appReader,
  makesStores,
  platformStoreNamespaces,
  storeIn,
  storeName,
} from '../../plan/secret-stores';
import type { StoreReader } from '../../providers/secrets/secrets';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/**
 * The stores of the cluster's own region: one for what the platform must know, one for what apps read. Neither can be used
 * from the namespaces of the other, so that no app comes by the CA of the mesh.
 */
export const secretStores: Component = {
  name: 'secret-stores',
  namespace: SECRETS_NAMESPACE,
  isIn: ({ cluster }) => makesStores(cluster),
  controller: ({ cluster }) => appReader(cluster),
  build(scope, context) {
    const reader = appReader(context.cluster);
    if (reader !== undefined) {
      const { serviceAccountAnnotations: annotations } = controllerMarks(context.cluster, reader);
      new KubeServiceAccount(scope, 'reader', {
        metadata: {
          name: reader.name,
          namespace: reader.namespace,
          labels: baselineLabels(context.cluster),
          ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
        },
        automountServiceAccountToken: false,
      });
    }
    buildStore(scope, context, 'platform', [{ namespaces: [...platformStoreNamespaces(context.cluster)] }]);
    buildStore(scope, context, 'apps', [{ namespaceSelector: WORKLOADS }]);
  },
};

/** The namespaces of apps: nobody but the platform writes labels of namespaces. */
const WORKLOADS = {
  matchLabels: { ...MANAGED_BY },
  matchExpressions: [{ key: 'cell', operator: 'NotIn', values: ['platform'] }],
};

/** Where the account does not say where the store is, none is made; what asks for its permissions reports that. */
function buildStore(
  scope: Construct,
  { fleet, cluster }: ComponentContext,
  reader: StoreReader,
  conditions: ClusterSecretStoreSpecConditions[],
): void {
  const answer = storeIn(cluster, reader);
  if ('missing' in answer) return;
  new ClusterSecretStore(scope, `store-${reader}`, {
    metadata: { name: storeName(fleet, cluster, reader), labels: baselineLabels(cluster) },
    spec: { conditions, provider: answer.provider },
  });
}
