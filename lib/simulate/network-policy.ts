import { parseCidr } from '../core/cidr';
import { listOf, objectOf, textOf } from '../core/json';
import type { Json, Manifest } from '../core/manifest';
import { subtract, type AddressRange } from './address-ranges';
import { readSelector, type LabelSelector } from './label-selector';

/** Ports that a rule opens; without a port all of its protocol. */
export interface PortMatch {
  readonly protocol: string;
  /** A number, or the name that a container gives its port. */
  readonly port?: number | string | undefined;
  readonly endPort?: number | undefined;
}

/** Who is on the other side of a rule. */
export type PeerMatch =
  | {
      readonly kind: 'pods';
      readonly namespaces?: LabelSelector | undefined;
      readonly pods?: LabelSelector | undefined;
    }
  | { readonly kind: 'addresses'; readonly ranges: readonly AddressRange[] };

/** One rule; what is absent matches all. */
export interface PolicyRule {
  readonly peers?: readonly PeerMatch[] | undefined;
  readonly ports?: readonly PortMatch[] | undefined;
}

/** A NetworkPolicy, read once. A direction that it says nothing about is absent; one that it closes has no rule. */
export interface NetworkPolicy {
  readonly name: string;
  readonly selector: LabelSelector;
  readonly ingress?: readonly PolicyRule[] | undefined;
  readonly egress?: readonly PolicyRule[] | undefined;
}

/** Reads a NetworkPolicy as Kubernetes does: without policyTypes it is about ingress, and about egress where it has such rules. */
export function readNetworkPolicy(manifest: Manifest): NetworkPolicy {
  const { podSelector, policyTypes, ingress, egress } = objectOf(manifest['spec']);
  const types =
    listOf(policyTypes).length > 0
      ? listOf(policyTypes)
      : ['Ingress', ...(listOf(egress).length > 0 ? ['Egress'] : [])];
  return {
    name: manifest.metadata.name,
    selector: readSelector(podSelector),
    ingress: types.includes('Ingress') ? listOf(ingress).map((rule) => readRule(rule, 'from')) : undefined,
    egress: types.includes('Egress') ? listOf(egress).map((rule) => readRule(rule, 'to')) : undefined,
  };
}

/** An empty list is as good as none: it matches all. */
function readRule(value: Json, side: 'from' | 'to'): PolicyRule {
  const rule = objectOf(value);
  const peers = listOf(rule[side]);
  const ports = listOf(rule['ports']);
  return {
    peers: peers.length === 0 ? undefined : peers.map(readPeer),
    ports: ports.length === 0 ? undefined : ports.map(readPort),
  };
}

function readPeer(value: Json): PeerMatch {
  const { ipBlock, namespaceSelector, podSelector } = objectOf(value);
  if (ipBlock !== undefined) return { kind: 'addresses', ranges: readBlock(ipBlock) };
  return {
    kind: 'pods',
    namespaces: namespaceSelector === undefined ? undefined : readSelector(namespaceSelector),
    pods: podSelector === undefined ? undefined : readSelector(podSelector),
  };
}

/** A range that is no IPv4 range holds no address. */
function readBlock(value: Json): readonly AddressRange[] {
  const { cidr, except } = objectOf(value);
  const ranges = (texts: readonly Json[]): AddressRange[] =>
    texts.flatMap((text) => parseCidr(textOf(text) ?? '') ?? []);
  return subtract(ranges(cidr === undefined ? [] : [cidr]), ranges(listOf(except)));
}

function readPort(value: Json): PortMatch {
  const { protocol, port, endPort } = objectOf(value);
  return {
    protocol: textOf(protocol) ?? 'TCP',
    port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
    endPort: typeof endPort === 'number' ? endPort : undefined,
  };
}
