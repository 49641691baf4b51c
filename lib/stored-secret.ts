import type { Construct } from 'constructs';
import {
  ExternalSecret,
  ExternalSecretSpecDataRemoteRefConversionStrategy as RefConversion,
  ExternalSecretSpecDataRemoteRefDecodingStrategy as RefDecoding,
  ExternalSecretSpecDataRemoteRefMetadataPolicy as RefMetadata,
  ExternalSecretSpecDataFromExtractConversionStrategy as Conversion,
  ExternalSecretSpecDataFromExtractDecodingStrategy as Decoding,
  ExternalSecretSpecDataFromExtractMetadataPolicy as Metadata,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
  type ExternalSecretSpec,
} from '../imports/external-secrets.io';

/** A Secret that is made out of the store of the cluster's own region, so that no other region has to be up for it. */
export interface StoredSecret {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Record<string, string>;
  };
  /** Name of the ClusterSecretStore. */
  readonly store: string;
  readonly source: Pick<ExternalSecretSpec, 'data' | 'dataFrom'>;
  /** What the Secret itself carries. @default - nothing */
  readonly marks?: Readonly<Record<'labels' | 'annotations', Record<string, string>>> | undefined;
}

/** A whole entry of the store: a JSON object whose keys become those of the Secret. */
export function wholeEntry(key: string): Pick<ExternalSecretSpec, 'dataFrom'> {
  const extract = {
    key,
    conversionStrategy: Conversion.DEFAULT,
    decodingStrategy: Decoding.NONE,
    metadataPolicy: Metadata.NONE,
  };
  return { dataFrom: [{ extract }] };
}

/** One value of the store: a whole entry, or one property of an entry that is a JSON object. */
export function oneValue(
  secretKey: string,
  key: string,
  property?: string,
): Pick<ExternalSecretSpec, 'data'> {
  const remoteRef = {
    key,
    ...(property === undefined ? {} : { property }),
    conversionStrategy: RefConversion.DEFAULT,
    decodingStrategy: RefDecoding.NONE,
    metadataPolicy: RefMetadata.NONE,
  };
  return { data: [{ secretKey, remoteRef }] };
}

/** Has a Secret made and kept. A store that cannot be reached, or lost its entry, takes no Secret away. */
export function buildStoredSecret(
  scope: Construct,
  id: string,
  { metadata, store, source, marks }: StoredSecret,
): void {
  new ExternalSecret(scope, id, {
    metadata,
    spec: {
      secretStoreRef: { kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE, name: store },
      refreshInterval: '1h0m0s',
      target: {
        name: metadata.name,
        creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
        deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
        ...(marks === undefined ? {} : { template: { metadata: marks } }),
      },
      ...source,
    },
  });
}
