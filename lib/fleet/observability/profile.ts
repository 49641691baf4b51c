/** How a cluster watches itself. Those beside this file are built in; a fleet has its own under profiles/observability/. */
export interface ObservabilityProfile {
  /** Copies of Prometheus, each of which sees everything; two, so that an upgrade leaves one. */
  readonly prometheusReplicas: number;
  readonly alertmanagerReplicas: number;
  /** How long series are kept in the cluster itself, so that a region that is cut off can still be looked into. */
  readonly retention: string;
  /** Disk of each Prometheus, and how much of it series may take. */
  readonly storage: string;
  readonly retentionSize: string;
  readonly scrapeIntervalSeconds: number;
  readonly cpu: string;
  readonly memory: string;
  /** Copies of what takes traces, and what each may use; two, so that none is lost while one moves. */
  readonly collectorReplicas: number;
  readonly collectorCpu: string;
  readonly collectorMemory: string;
}
