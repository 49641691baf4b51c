/** An observability profile in which every field is set. */
export const FULL_OBSERVABILITY = {
  name: 'eks-standard',
  prometheusReplicas: 2,
  alertmanagerReplicas: 3,
  retention: '32d',
  storage: '200Gi',
  retentionSize: '170GB',
  scrapeIntervalSeconds: 30,
  cpu: '2',
  memory: '8Gi',
  collectorReplicas: 2,
  collectorCpu: '250m',
  collectorMemory: '1Gi',
} as const;

/** Stores of one geography, whose apps may not share those of others. */
export const STORES_OF_APAC = {
  match: { geography: 'apac' },
  baseline: {
    'kube-prometheus': { remoteWriteUrl: 'https://metrics.ap.example.com/push' },
    'otel-collector': { exportUrl: 'https://traces.ap.example.com' },
  },
} as const;
