import type { JsonObject } from '../../core/manifest';
import type { Account, Unanswered } from '../identity/identity';

/** Who reads what a store holds: apps, or the platform alone. */
export type StoreReader = 'apps' | 'platform';

/** A store of secrets that a cluster asks for. */
export interface StoreQuestion {
  readonly mode: string;
  readonly region: string;
  readonly account: Account;
  readonly reader: StoreReader;
  /** The service account under which the operator asks; absent where it asks under its own. */
  readonly serviceAccount?: { readonly name: string; readonly namespace: string } | undefined;
}

/** How a cloud keeps secrets, as the External Secrets Operator reads them there. */
export interface ProviderSecrets {
  /** What `spec.provider` of a ClusterSecretStore says, or the facts of the account that are missing. */
  readonly store: (question: StoreQuestion) => { readonly provider: JsonObject } | Unanswered;
  /** Whether the operator can ask under a service account that is not its own. */
  readonly delegates: (mode: string) => boolean;
  /** What an ExternalSecret calls an entry of the store: only some stores put their prefix in front themselves. */
  readonly entry: (name: string, account: Account, reader: StoreReader) => string;
  /** Whether the store takes names for one that differ in capitals alone. */
  readonly ignoresCase: boolean;
  /** What whoever fills the store calls that entry. */
  readonly fullName: (name: string, account: Account, reader: StoreReader) => string;
}

/** What stands before the names of a store, or the vault that it is. */
export function storeOf({ secretStore, platformStore }: Account, reader: StoreReader): string | undefined {
  return reader === 'apps' ? secretStore : platformStore;
}
