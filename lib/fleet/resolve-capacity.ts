import type { ClusterInput } from '../config/cluster-schema';
import type { FleetInput } from '../config/fleet-schema';
import type { NodeAutoscaler, ServiceFacts } from '../providers/provider';
import type { Cluster, ClusterCapacity } from './fleet';
import { registryHost } from './registry-host';

/** What starts the nodes of a cluster, how far it can grow, and how it holds room ready. */
export function resolveCapacity(
  input: ClusterInput,
  facts: ServiceFacts,
  fleet: FleetInput,
): Required<Pick<Cluster, 'autoscaler' | 'capacity' | 'capacityBuffer' | 'placeholderImage'>> {
  const { registry, image } = fleet.capacity.placeholder;
  return {
    autoscaler: autoscalerOf(input, facts),
    capacity: capacityOf(input.capacity),
    capacityBuffer: input.capacityBuffer ?? facts.capacityBuffers[0] ?? 'none',
    placeholderImage: `${registryHost(fleet, registry, input.region)}/${image}`,
  };
}

/** A mode that does not go with the service was reported; nothing is written for it. */
function autoscalerOf({ nodes }: ClusterInput, facts: ServiceFacts): NodeAutoscaler {
  const [usual] = Object.keys(facts.nodes);
  return facts.nodes[nodes ?? usual ?? '']?.autoscaler ?? { kind: 'provider', why: '' };
}

function capacityOf(input: ClusterInput['capacity']): ClusterCapacity | undefined {
  if (input === undefined) return undefined;
  const { node, daemons } = input;
  return {
    cpuMillicores: input.cpu,
    memoryBytes: input.memory,
    node: {
      cpuMillicores: node.cpu,
      memoryBytes: node.memory,
      pods: node.pods,
      architecture: node.architecture,
    },
    daemons: { cpuMillicores: daemons.cpu, memoryBytes: daemons.memory },
    vcpuQuota: input.vcpuQuota,
    reservations: input.reservations,
  };
}
