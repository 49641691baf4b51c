import type { ClusterInput } from '../config/cluster-schema';
import { addressText } from '../core/cidr';
import type { ServiceFacts } from '../providers/provider';
import type { Cluster } from './fleet';
import { nodesModeOf } from './resolve-capacity';

/** Whose addresses are where in a cluster, and what policies can say of them. */
export function resolveNetworks(
  input: ClusterInput,
  facts: ServiceFacts,
): Pick<Cluster, 'networks' | 'meshNetwork' | 'podBlocks' | 'rangesMissNodes' | 'dnsAddresses'> {
  const { clusterId, networks } = input;
  // A mode that does not go with the service was reported.
  const mode = facts.networkModes[input.networkMode] ?? { addresses: 1 };
  return {
    networks: networks && { ...networks, apiServer: networks.apiServer ?? networks.vpc },
    meshNetwork: networks?.mesh ?? clusterId,
    podBlocks: mode,
    rangesMissNodes: mode.rangesMissNodes ?? false,
    dnsAddresses: dnsAddresses(input, facts),
  };
}

/** The address of the DNS Service is the tenth of the Services on EKS: its user guide. */
function dnsAddresses(input: ClusterInput, facts: ServiceFacts): readonly string[] {
  const { networks } = input;
  const isAsked = facts.nodes[nodesModeOf(input, facts)]?.namesAtService === true;
  if (networks === undefined || !isAsked) return facts.dnsAddresses;
  return [...facts.dnsAddresses, `${addressText(networks.services.first + 10)}/32`];
}
