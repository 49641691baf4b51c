import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataFromExtractConversionStrategy as Conversion,
  ExternalSecretSpecDataFromExtractDecodingStrategy as Decoding,
  ExternalSecretSpecDataFromExtractMetadataPolicy as Metadata,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
} from '../../../imports/external-secrets.io';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';

/** The Secrets of an app, out of the store of the cluster's own region: no other region has to be up for them. */
export function buildSecrets(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet, facets } = placement;
  for (const { name, from } of facets.runtime.secrets) {
    if (!isFirstToAsk(name, placement)) continue;
    new ExternalSecret(scope, `secret-${name}`, {
      metadata: { name, namespace: app.namespace, labels: appLabels(app, cluster) },
      spec: {
        secretStoreRef: {
          kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE,
          name: fleet.mesh.secretStore,
        },
        refreshInterval: '1h0m0s',
        // A store that cannot be reached, or lost its entry, takes no Secret away: the app goes on with what it has.
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
        },
        dataFrom: [
          {
            extract: {
              key: from,
              conversionStrategy: Conversion.DEFAULT,
              decodingStrategy: Decoding.NONE,
              metadataPolicy: Metadata.NONE,
            },
          },
        ],
      },
    });
  }
}

/** Apps that share a namespace may share a Secret; the first of them by its name has it made. */
function isFirstToAsk(secret: string, { app, cluster, plan }: Placement): boolean {
  const first = plan.apps.find(
    ({ app: other, placed }) =>
      other.namespace === app.namespace &&
      placed.includes(cluster) &&
      other.in(cluster).facets.runtime.secrets.some(({ name }) => name === secret),
  );
  return first?.app === app;
}
