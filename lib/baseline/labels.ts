import type { Cluster } from '../fleet/fleet';
import { clusterLabels } from '../plan/labels';

/** The labels of every object of the baseline. */
export function baselineLabels(cluster: Cluster): Record<string, string> {
  return { ...clusterLabels(cluster), team: cluster.ownerTeam };
}
