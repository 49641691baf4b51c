import type { Json, Manifest } from '../core/manifest';
import type { Lane, UnitState } from '../core/unit-state';

export type { Lane, UnitState };

/** Fields that a controller writes, which Argo CD must leave alone. Shape of `spec.ignoreDifferences[]` of an Application. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  readonly jsonPointers: readonly string[];
}

/** What one Argo CD Application reconciles: a folder of manifests in one cluster's tree. */
export interface Unit {
  readonly cluster: string;
  readonly lane: Lane;
  /** Unique in its lane; the unit file is `units/<lane>/<name>.yaml`, the Application `<lane>-<name>`. */
  readonly name: string;
  /** Folder of its manifests, relative to the cluster's: 'apps/checkout'. */
  readonly directory: string;
  /** Name of the AppProject that may apply it. */
  readonly project: string;
  /** Namespace for objects that name none, and for the Application's destination. */
  readonly namespace: string;
  readonly state: UnitState;
  readonly ignoreDifferences: readonly IgnoredDifference[];
  readonly objects: readonly Manifest[];
}

/** Objects that lie outside the units of a cluster: its bootstrap and its root. */
export interface ClusterFolder {
  readonly cluster: string;
  readonly directory: 'bootstrap' | 'root';
  readonly objects: readonly Manifest[];
}

/** A file that is no manifest: a unit file, a README, a placeholder. */
export interface PlainFile {
  /** `_fleet` for what is no cluster's. */
  readonly cluster: string;
  /** Relative to the cluster's folder. */
  readonly path: string;
  readonly content: { readonly text: string } | { readonly yaml: Json } | { readonly json: Json };
}

/** Everything that compile hands to layout. */
export interface Compiled {
  readonly units: readonly Unit[];
  readonly folders: readonly ClusterFolder[];
  readonly files: readonly PlainFile[];
}
