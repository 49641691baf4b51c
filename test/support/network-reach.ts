import type { Json, JsonObject, Manifest } from '../../lib/core/manifest';
import { parseCidr } from '../../lib/core/cidr';

/** A pod as network policies see it. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The other end of a connection: a pod, or an address outside the cluster. */
export type End = Pod | { readonly address: string };

/** What is connected to. */
export interface Target {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

interface PolicySpec {
  readonly podSelector: JsonObject;
  readonly policyTypes: readonly string[];
  readonly egress?: readonly Rule[];
  readonly ingress?: readonly Rule[];
}

interface Rule {
  readonly to?: readonly Peer[];
  readonly from?: readonly Peer[];
  readonly ports?: readonly { readonly port?: number; readonly protocol?: string }[];
}

interface Peer {
  readonly namespaceSelector?: JsonObject;
  readonly podSelector?: JsonObject;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** Whether the network policies among the objects of a cluster let a pod connect to the other end. */
export function mayLeave(objects: readonly Manifest[], pod: Pod, to: End, target: Target): boolean {
  return isAllowed(objects, 'Egress', pod, to, target);
}

/** Whether the network policies among the objects of a cluster let the other end connect to a pod. */
export function mayEnter(objects: readonly Manifest[], pod: Pod, from: End, target: Target): boolean {
  return isAllowed(objects, 'Ingress', pod, from, target);
}

/** As Kubernetes defines it: without a policy for a direction all is open, else the policies' rules add up. */
function isAllowed(
  objects: readonly Manifest[],
  type: 'Egress' | 'Ingress',
  pod: Pod,
  end: End,
  target: Target,
): boolean {
  const specs = objects
    .filter((object) => object.kind === 'NetworkPolicy' && object.metadata.namespace === pod.namespace)
    .map((object) => object['spec'] as unknown as PolicySpec)
    .filter((spec) => spec.policyTypes.includes(type) && matches(spec.podSelector, pod.labels));
  if (specs.length === 0) return true;
  const rules = specs.flatMap((spec) => (type === 'Egress' ? spec.egress : spec.ingress) ?? []);
  return rules.some((rule) => {
    const peers = type === 'Egress' ? rule.to : rule.from;
    const peerFits = peers === undefined || peers.some((peer) => fits(peer, end, pod.namespace, objects));
    return peerFits && (rule.ports === undefined || rule.ports.some((port) => samePort(port, target)));
  });
}

function samePort(port: { readonly port?: number; readonly protocol?: string }, target: Target): boolean {
  return (
    (port.protocol ?? 'TCP') === target.protocol && (port.port === undefined || port.port === target.port)
  );
}

function fits(peer: Peer, end: End, ownNamespace: string, objects: readonly Manifest[]): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return (
      'address' in end && inRange(end.address, cidr) && !except.some((range) => inRange(end.address, range))
    );
  }
  if ('address' in end) return false;
  const namespaceFits =
    peer.namespaceSelector === undefined
      ? end.namespace === ownNamespace
      : matches(peer.namespaceSelector, labelsOf(end.namespace, objects));
  return namespaceFits && (peer.podSelector === undefined || matches(peer.podSelector, end.labels));
}

function labelsOf(namespace: string, objects: readonly Manifest[]): Readonly<Record<string, string>> {
  const written = objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
  return { ...written?.metadata.labels, 'kubernetes.io/metadata.name': namespace };
}

function inRange(address: string, cidr: string): boolean {
  const one = parseCidr(`${address}/32`);
  const range = parseCidr(cidr);
  if (one === undefined || range === undefined) throw new Error(`${address} or ${cidr} is no address`);
  return range.first <= one.first && one.last <= range.last;
}

function matches(selector: JsonObject, labels: Readonly<Record<string, string>>): boolean {
  const unknown = Object.keys(selector).filter((key) => key !== 'matchLabels');
  if (unknown.length > 0) throw new Error(`a selector with ${unknown.join()} is not understood here`);
  const wanted = (selector['matchLabels'] ?? {}) as Readonly<Record<string, Json>>;
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
