import { cover, meet, type AddressRange } from './address-ranges';
import { selects, type Labels } from './label-selector';
import type { PeerMatch, PolicyRule, PortMatch } from './network-policy';
import type { Doubt, PodWorkload, Port } from './network';

/** Pods at the other end of a connection; their addresses are unknown where the cluster declares no ranges. */
export interface PodParty {
  readonly pod: PodWorkload;
  readonly namespaceLabels: Labels;
  readonly addresses?: readonly AddressRange[] | undefined;
}

/** Addresses at the other end of a connection, all of which are meant. */
export interface AddressParty {
  readonly addresses: readonly AddressRange[];
}

/** The other end of a connection. */
export type Party = PodParty | AddressParty;

/** The rules of one policy in one direction, and the namespace that they speak of when they name none. */
export interface PolicySide {
  readonly namespace: string;
  readonly rules: readonly PolicyRule[];
}

/**
 * Whether the policies that select a pod let a connection through in their direction: all of it where there are none,
 * otherwise what any rule of any policy opens. `owner` is the pod that has the port; absent, it is the other end.
 */
export function admits(
  sides: readonly PolicySide[],
  party: Party,
  port: Port,
  doubt: Doubt,
  owner = podOf(party),
): boolean {
  if (sides.length === 0) return true;
  const ranges: AddressRange[] = [];
  for (const { namespace, rules } of sides) {
    for (const { peers, ports } of rules) {
      if (!opensPort(ports, port, owner)) continue;
      if (peers === undefined || peers.some((peer) => matchesPod(peer, namespace, party))) return true;
      for (const peer of peers) if (peer.kind === 'addresses') ranges.push(...peer.ranges);
    }
  }
  return admitsAddresses(ranges, party, doubt);
}

function podOf(party: Party): PodWorkload | undefined {
  return 'pod' in party ? party.pod : undefined;
}

/** Some network plug-ins match pods by their address, others never do; outside the clusters all of them must be open. */
function admitsAddresses(ranges: readonly AddressRange[], party: Party, doubt: Doubt): boolean {
  if (ranges.length === 0) return false;
  if ('pod' in party)
    return doubt === 'open' && (party.addresses === undefined || meet(ranges, party.addresses));
  return doubt === 'open'
    ? meet(ranges, party.addresses)
    : party.addresses.length > 0 && cover(ranges, party.addresses);
}

function opensPort(
  ports: readonly PortMatch[] | undefined,
  port: Port,
  owner: PodWorkload | undefined,
): boolean {
  return ports === undefined || ports.some((match) => matchesPort(match, port, owner));
}

function matchesPort(match: PortMatch, port: Port, owner: PodWorkload | undefined): boolean {
  if (match.protocol !== port.protocol) return false;
  if (match.port === undefined) return true;
  if (typeof match.port === 'string') return owner?.namedPorts[match.port] === port.number;
  return match.endPort === undefined
    ? match.port === port.number
    : match.port <= port.number && port.number <= match.endPort;
}

/** A peer without a selector of namespaces means the policy's own. */
function matchesPod(peer: PeerMatch, namespace: string, party: Party): boolean {
  if (peer.kind !== 'pods' || !('pod' in party)) return false;
  const { pod, namespaceLabels } = party;
  if (peer.pods !== undefined && !selects(peer.pods, pod.labels)) return false;
  return peer.namespaces === undefined
    ? pod.namespace === namespace
    : selects(peer.namespaces, namespaceLabels);
}
