import type { Cluster, ClusterCapacity } from '../../fleet/fleet';
import { machineOf } from './machine';

/** Nodes of one zone, and how many there may be. */
export interface NodePoolPlan {
  /** Undefined where the registry names no zones: then one pool is for all. */
  readonly zone?: string | undefined;
  readonly nodes: number;
  /** What as many machines have. */
  readonly vcpus: number;
  readonly memoryMebibytes: number;
}

/**
 * The pools of a cluster: what it may grow to, in equal parts, one a zone. With one pool for all zones, the nodes of a lost
 * zone would count against its limit until somebody takes them away, and others could not be started in their place.
 */
export function nodePoolsOf({
  zones,
  capacity,
}: Pick<Cluster, 'zones' | 'capacity'>): readonly NodePoolPlan[] {
  if (capacity === undefined) return [];
  const { vcpus, memoryMebibytes } = machineOf(capacity);
  const names = zones.length === 0 ? [undefined] : zones;
  const nodes = Math.floor(mostNodes(capacity) / names.length);
  return names.map((zone) => ({
    zone,
    nodes,
    vcpus: nodes * vcpus,
    memoryMebibytes: nodes * memoryMebibytes,
  }));
}

/** How many whole machines fit into what a cluster may have. */
function mostNodes(capacity: ClusterCapacity): number {
  const { vcpus, memoryMebibytes } = machineOf(capacity);
  return Math.floor(
    Math.min(capacity.cpuMillicores / 1000 / vcpus, capacity.memoryBytes / 2 ** 20 / memoryMebibytes),
  );
}
