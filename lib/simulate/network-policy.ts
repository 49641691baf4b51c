import { parseCidr } from '../core/cidr';
import { listOf, objectOf, textOf, valueAt } from '../core/json';
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
  readonly selector: LabelSelector;
  readonly ingress?: readonly PolicyRule[] | undefined;
  readonly egress?: readonly PolicyRule[] | undefined;
}

type RangeCache = Map<string, readonly AddressRange[]>;

/**
 * Reads one NetworkPolicy after another. Those for all pods of a namespace are the same in every namespace of a cluster:
 * they are most of all policies, and each is read once.
 */
export function networkPolicyReader(): (manifest: Manifest) => NetworkPolicy {
  const ranges: RangeCache = new Map();
  const policies = new Map<string, NetworkPolicy>();
  return ({ spec }) => {
    if (Object.keys(objectOf(valueAt(spec, 'podSelector'))).length > 0)
      return readNetworkPolicy(spec, ranges);
    const key = JSON.stringify(spec);
    const policy = policies.get(key) ?? readNetworkPolicy(spec, ranges);
    policies.set(key, policy);
    return policy;
  };
}

/** Without policyTypes a policy is about ingress, and about egress where it has such rules. */
function readNetworkPolicy(spec: Json | undefined, known: RangeCache): NetworkPolicy {
  const { podSelector, policyTypes, ingress, egress } = objectOf(spec);
  const types = listOf(policyTypes);
  const isAbout = (type: string, byDefault: boolean): boolean =>
    types.length === 0 ? byDefault : types.includes(type);
  const rules = (list: Json | undefined, side: 'from' | 'to'): PolicyRule[] =>
    listOf(list).map((rule) => readRule(rule, side, known));
  return {
    selector: readSelector(podSelector),
    ingress: isAbout('Ingress', true) ? rules(ingress, 'from') : undefined,
    egress: isAbout('Egress', listOf(egress).length > 0) ? rules(egress, 'to') : undefined,
  };
}

/** An empty list is as good as none: it matches all. */
function readRule(value: Json, side: 'from' | 'to', known: RangeCache): PolicyRule {
  const rule = objectOf(value);
  const peers = listOf(rule[side]);
  const ports = listOf(rule['ports']);
  return {
    peers: peers.length === 0 ? undefined : peers.map((peer) => readPeer(peer, known)),
    ports: ports.length === 0 ? undefined : ports.map(readPort),
  };
}

function readPeer(value: Json, known: RangeCache): PeerMatch {
  const { ipBlock, namespaceSelector, podSelector } = objectOf(value);
  if (ipBlock !== undefined) return { kind: 'addresses', ranges: readBlock(ipBlock, known) };
  return {
    kind: 'pods',
    namespaces: namespaceSelector === undefined ? undefined : readSelector(namespaceSelector),
    pods: podSelector === undefined ? undefined : readSelector(podSelector),
  };
}

/** A range that is no IPv4 range holds no address. */
function readBlock(value: Json, known: RangeCache): readonly AddressRange[] {
  const { cidr, except } = objectOf(value);
  const texts = [cidr, ...listOf(except)].map((text) => textOf(text) ?? '');
  const key = texts.join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  const [whole, ...holes] = texts.map((text) => parseCidr(text));
  const ranges =
    whole === undefined
      ? []
      : subtract(
          [whole],
          holes.flatMap((hole) => hole ?? []),
        );
  known.set(key, ranges);
  return ranges;
}

function readPort(value: Json): PortMatch {
  const { protocol, port, endPort } = objectOf(value);
  return {
    protocol: textOf(protocol) ?? 'TCP',
    port: typeof port === 'number' || typeof port === 'string' ? port : undefined,
    endPort: typeof endPort === 'number' ? endPort : undefined,
  };
}
