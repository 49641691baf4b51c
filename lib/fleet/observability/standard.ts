import type { ObservabilityProfile } from './profile';

/** A production cluster: a whole period of 30 days is kept, because the error budgets are counted over it. */
export const standard: ObservabilityProfile = {
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
};
