import type { ClusterInput } from '../config/cluster-schema';
import type { FleetInput } from '../config/fleet-schema';
import type { ServiceFacts } from '../providers/provider';
import type { Cluster, ClusterCapacity } from './fleet';
import { registryHost } from './registry-host';

/** How far a cluster can grow, and how it holds room ready. */
export function resolveCapacity(
  input: ClusterInput,
  facts: ServiceFacts,
  fleet: FleetInput,
): Required<Pick<Cluster, 'capacity' | 'capacityBuffer' | 'placeholderImage'>> {
  const { registry, image } = fleet.capacity.placeholder;
  return {
    capacity: capacityOf(input.capacity),
    capacityBuffer: input.capacityBuffer ?? facts.capacityBuffers[0] ?? 'none',
    placeholderImage: `${registryHost(fleet, registry, input.region)}/${image}`,
  };
}

function capacityOf(input: ClusterInput['capacity']): ClusterCapacity | undefined {
  if (input === undefined) return undefined;
  const { node, daemons } = input;
  return {
    cpuMillicores: input.cpu,
    memoryBytes: input.memory,
    node: { cpuMillicores: node.cpu, memoryBytes: node.memory, pods: node.pods },
    daemons: { cpuMillicores: daemons.cpu, memoryBytes: daemons.memory },
    vcpuQuota: input.vcpuQuota,
  };
}
