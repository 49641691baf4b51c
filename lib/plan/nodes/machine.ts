import type { ClusterCapacity, Resources } from '../../fleet/fleet';
import { wholeUp } from '../capacity/replicas';

/** A machine that nodes are made of, as the cloud sells it. */
export interface Machine {
  readonly vcpus: number;
  readonly memoryMebibytes: number;
}

const MEBIBYTE = 2 ** 20;
const GIBIBYTE_IN_MEBIBYTES = 1024;
/** GiB for each virtual CPU: what the machines for general use of all three clouds are made with. */
const MEMORY_RATIOS = [2, 4, 8];

/** The virtual CPUs of a node: what pods may be given of them is a little less. */
export function vcpusOf({ cpuMillicores }: Pick<Resources, 'cpuMillicores'>): number {
  return wholeUp(cpuMillicores / 1000);
}

/** The smallest machine that gives pods what a node is said to give. */
export function machineOf({ node }: Pick<ClusterCapacity, 'node'>): Machine {
  const vcpus = vcpusOf(node);
  const wanted = wholeUp(node.memoryBytes / MEBIBYTE);
  const unit = vcpus * GIBIBYTE_IN_MEBIBYTES;
  const ratio = MEMORY_RATIOS.find((candidate) => candidate * unit > wanted);
  return { vcpus, memoryMebibytes: (ratio ?? 8 * wholeUp(wanted / (8 * unit))) * unit };
}

/** What the kubelet keeps of the memory: for itself by the number of pods, and before it evicts; in MiB. */
function keptByKubelet({ node }: Pick<ClusterCapacity, 'node'>): number {
  return 11 * node.pods + 255 + 100;
}

/** What Karpenter takes a machine to lose to its hypervisor, as long as it has seen none of its kind. */
const USUAL_OVERHEAD = 0.075;

/**
 * The share of a machine's memory that Karpenter has to take for lost: no more than leaves what a node is said to give, or a
 * placeholder that fills a node fits on none, and none is ever started. The formula is `pkg/providers/instancetype/types.go` of
 * its provider for AWS.
 */
export function memoryOverheadOf(capacity: Pick<ClusterCapacity, 'node'>): number {
  const { memoryMebibytes } = machineOf(capacity);
  const wanted = wholeUp(capacity.node.memoryBytes / MEBIBYTE) + keptByKubelet(capacity);
  const share = Math.floor((1 - wanted / memoryMebibytes) * 1000) / 1000;
  return Math.max(0, Math.min(USUAL_OVERHEAD, share));
}
