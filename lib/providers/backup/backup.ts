import type { JsonObject } from '../../core/manifest';
import type { Account } from '../identity/identity';

/** A text of a certain form, and an example of one. */
export interface Form {
  readonly form: RegExp;
  readonly example: string;
}

/** A bucket that backups lie in. */
export interface BackupPlace {
  readonly bucket: string;
  readonly region: string;
  readonly key?: string | undefined;
}

/** What Velero is told of a bucket. */
export interface VeleroLocation {
  readonly provider: string;
  readonly bucket: string;
  readonly config: Readonly<Record<string, string>>;
}

/** What a cluster can say of where its backups lie; who takes the backups uses some of it. */
export type StorePart = 'bucket' | 'elsewhere' | 'replica' | 'resident';

/** A cluster that the provider's own service backs up. */
export interface ServiceBackup {
  readonly cluster: string;
  readonly region: string;
  readonly account: Account;
  readonly namespaces: readonly string[];
  readonly place: {
    readonly region: string;
    readonly bucket?: string | undefined;
    readonly key?: string | undefined;
  };
  readonly replica?: { readonly region: string } | undefined;
  readonly everySeconds: number;
  readonly keepDays: number;
  readonly volumes: boolean;
}

/** How a cloud stores what is backed up. */
export interface ProviderBackup {
  /** Plugin of Velero for its buckets: the name of its image, and its release. */
  readonly plugin: { readonly image: string; readonly version: string };
  /** Driver by which Kubernetes takes snapshots of its disks. */
  readonly snapshotDriver: string;
  readonly bucket: Form;
  /** A key of one's own; absent where the store has it and nobody names it. */
  readonly key?: Form;
  /** Whether Velero asks for the identity that it acts as by name. */
  readonly namesIdentity?: true;
  readonly location: (place: BackupPlace, account: Account) => VeleroLocation;
  readonly service: {
    readonly name: string;
    readonly takes: readonly StorePart[];
    /** The least time between two backups. */
    readonly shortestSeconds: number;
    /** What whoever owns the account applies there, by the name of the file. */
    readonly documents: (backup: ServiceBackup) => Readonly<Record<string, JsonObject>>;
  };
}

/** A schedule of five fields that starts that often, at the same times every day. */
export function cronOf(everySeconds: number): string {
  if (everySeconds >= 86_400) return '0 0 * * *';
  if (everySeconds >= 3600) return everySeconds === 3600 ? '0 * * * *' : `0 */${everySeconds / 3600} * * *`;
  return `*/${everySeconds / 60} * * * *`;
}
