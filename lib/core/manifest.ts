/** A JSON value; what every manifest is made of once constructs are resolved. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** A Kubernetes object as plain data, as it will be written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  } & JsonObject;
  readonly [key: string]: Json;
}

/** What makes two manifests the same object for an API server: the version is not part of it. */
export interface ObjectIdentity {
  /** API group, '' for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Namespace, '' for a cluster-scoped object. */
  readonly namespace: string;
  readonly name: string;
}

/** The API group of an `apiVersion`: '' for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The identity of a manifest. */
export function objectIdentity(manifest: Manifest): ObjectIdentity {
  return {
    group: groupOf(manifest.apiVersion),
    kind: manifest.kind,
    namespace: manifest.metadata.namespace ?? '',
    name: manifest.metadata.name,
  };
}

/** A text key that is equal exactly for equal identities, and readable in a message. */
export function identityKey(identity: ObjectIdentity): string {
  const kind = identity.group === '' ? identity.kind : `${identity.kind}.${identity.group}`;
  const place = identity.namespace === '' ? '' : `${identity.namespace}/`;
  return `${kind} ${place}${identity.name}`;
}
