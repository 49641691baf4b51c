import type { ObservabilityProfile } from './profile';

/** A sandbox: one of each, and the last four days, which the longest window of an alert fits in. */
export const small: ObservabilityProfile = {
  prometheusReplicas: 1,
  alertmanagerReplicas: 1,
  retention: '4d',
  storage: '20Gi',
  retentionSize: '16GB',
  scrapeIntervalSeconds: 30,
  cpu: '500m',
  memory: '2Gi',
  collectorReplicas: 1,
  collectorCpu: '50m',
  collectorMemory: '512Mi',
};
