import type { AppInput, ReleasesInput } from './app-schema';
import type { BackupProfileInput } from './backup-schema';
import type { ClusterProfileInput } from './cluster-schema';
import type { FleetInput } from './fleet-schema';
import type { Located } from './located';
import type { ObservabilityProfileInput } from './observability-schema';
import type { PolicyProfileInput } from './policy-schema';
import type { ClusterFile } from './read-cluster';
import type { TelemetryProfileInput } from './telemetry-schema';
import type { TombstonesInput } from './tombstones-schema';
import type { VersionsInput } from './versions-schema';

/** One app's files. */
export interface AppFiles {
  readonly contract: Located<AppInput>;
  readonly releases?: Located<ReleasesInput> | undefined;
}

/** Everything that was declared, parsed and checked file by file. Lists are in code-point order of their files. */
export interface Inputs {
  readonly fleet: Located<FleetInput>;
  readonly clusters: readonly ClusterFile[];
  /** Cluster profiles of the fleet's own. */
  readonly clusterProfiles: readonly Located<ClusterProfileInput>[];
  /** Backup profiles of the fleet's own. */
  readonly backupProfiles: readonly Located<BackupProfileInput>[];
  readonly apps: readonly AppFiles[];
  /** Policy profiles of the fleet's own. */
  readonly policies: readonly Located<PolicyProfileInput>[];
  /** Observability profiles of the fleet's own. */
  readonly observabilityProfiles: readonly Located<ObservabilityProfileInput>[];
  /** Telemetry profiles of the fleet's own. */
  readonly telemetryProfiles: readonly Located<TelemetryProfileInput>[];
  /** What the clusters of a ring run, a file a ring. */
  readonly versions: readonly Located<VersionsInput>[];
  readonly tombstones?: Located<TombstonesInput> | undefined;
}
