import type { ClusterInput } from '../config/cluster-schema';
import type { FleetInput } from '../config/fleet-schema';
import type { ServiceFacts } from '../providers/provider';
import type { Cluster, ClusterCapacity } from './fleet';
import { registryHost } from './registry-host';

/** What starts the nodes of a cluster, how far it can grow, and how it holds room ready. */
export function resolveCapacity(
  input: ClusterInput,
  facts: ServiceFacts,
  fleet: FleetInput,
): Required<
  Pick<
    Cluster,
    'autoscaler' | 'hostAccess' | 'diskClass' | 'capacity' | 'capacityBuffer' | 'placeholderImage'
  >
> {
  const { registry, image } = fleet.capacity.placeholder;
  const nodes = facts.nodes[nodesModeOf(input, facts)];
  return {
    // A mode that does not go with the service was reported; nothing is written for it.
    autoscaler: nodes?.autoscaler ?? { kind: 'provider', why: '' },
    hostAccess: nodes?.hostAccess ?? true,
    diskClass: nodes?.diskClass ?? facts.diskClass,
    capacity: capacityOf(input.capacity),
    capacityBuffer: input.capacityBuffer ?? facts.capacityBuffers[0] ?? 'none',
    placeholderImage: `${registryHost(fleet, registry, input.region)}/${image}`,
  };
}

/** Who starts the nodes of a cluster; the usual way of the service where its file does not say. */
export function nodesModeOf({ nodes }: ClusterInput, facts: ServiceFacts): string {
  const [usual = ''] = Object.keys(facts.nodes);
  return nodes ?? usual;
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
