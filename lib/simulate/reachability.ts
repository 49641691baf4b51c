import type { AddressRange } from './address-ranges';
import { isAuthorized } from './authorization';
import type { Doubt, Network, Outside, PodWorkload, Port } from './network';
import { admits, type Party, type PodParty } from './policy-side';
import { policyStore, type PoliciesOfPod } from './policy-store';
import { rememberedFor } from './remembered-for';
import type { Verdict } from './verdict';

/** Answers who reaches whom through the policies of all clusters. */
export interface Reachability {
  /** Inside a cluster pods connect directly; to another one the way leads through the gateway of the callee's cluster. */
  readonly canReach: (from: PodWorkload, to: PodWorkload | Outside, port: Port) => Verdict;
}

/** One workload as the other end of a connection, and what holds for it. */
interface Node extends PodParty {
  readonly policies: PoliciesOfPod;
  /** What was answered about calls from it, by whom they are for. */
  readonly answers: Map<Node, { readonly port: Port; readonly verdict: Verdict }[]>;
}

const OPEN: Verdict = { open: true };

/** Ports of the proxy and its agent, which no AuthorizationPolicy guards: what comes to them is not led through the proxy. */
const PAST_THE_PROXY = [15020, 15021, 15090];

/** Reads the policies once; every question after that looks only at those of the two ends, and each way is judged once. */
export function reachability(network: Network, doubt: Doubt = 'closed'): Reachability {
  const nodeOf = nodes(network);
  const between = (from: Node, to: Node, port: Port): Verdict => {
    if (!admits(from.policies.egress, to, port, doubt))
      return closed('egress', from.pod, `to ${to.pod.name}`, port);
    if (!admits(to.policies.ingress, from, port, doubt, to.pod))
      return closed('ingress', to.pod, `from ${from.pod.name}`, port);
    return OPEN;
  };
  const across = crossing(network, nodeOf, between, doubt);

  return {
    canReach(from, to, port) {
      const source = nodeOf(from);
      if ('addresses' in to)
        return admits(source.policies.egress, to, port, doubt)
          ? OPEN
          : closed('egress', from, `to ${to.name}`, port);
      const target = nodeOf(to);
      const answers = source.answers.get(target) ?? [];
      const before = answers.find((answer) => isSamePort(answer.port, port));
      if (before !== undefined) return before.verdict;
      const way = from.cluster === to.cluster ? between(source, target, port) : across(source, target, port);
      const verdict =
        way.open && !PAST_THE_PROXY.includes(port.number)
          ? identified(source, target, network.trustDomain, doubt)
          : way;
      source.answers.set(target, [...answers, { port, verdict }]);
      return verdict;
    },
  };
}

function isSamePort(a: Port, b: Port): boolean {
  return a.number === b.number && a.protocol === b.protocol;
}

/** Workloads with what holds for them, each looked up once. */
function nodes(network: Network): (pod: PodWorkload) => Node {
  const store = policyStore(network);
  const addresses = new Map(
    network.clusters.map(({ id, networks }) => [id, networks && [networks.pods, networks.vpc]]),
  );
  const known = new Map<PodWorkload, Node>();
  return (pod) => {
    const before = known.get(pod);
    if (before !== undefined) return before;
    const { cluster, namespace } = pod;
    const namespaceLabels = store.namespaceLabels(cluster, namespace);
    const node = {
      pod,
      namespaceLabels,
      addresses: addresses.get(cluster),
      policies: store.policiesOf(pod),
      answers: new Map(),
    };
    known.set(pod, node);
    return node;
  };
}

/** The way to another cluster in its three parts, of which many calls share the first two, and all callers the third. */
function crossing(
  network: Network,
  nodeOf: (pod: PodWorkload) => Node,
  between: (from: Node, to: Node, port: Port) => Verdict,
  doubt: Doubt,
): (from: Node, to: Node, port: Port) => Verdict {
  const tunnel: Port = { number: network.eastWest.port, protocol: 'TCP' };
  const gateways = new Map(
    network.clusters.map((cluster) => [cluster.id, nodeOf(gatewayOf(network, cluster.id))]),
  );
  const ranges = new Map(network.clusters.map(({ id, networks }) => [id, networks?.eastWestGateway]));

  const out = rememberedFor<Node, string>((from, cluster) => {
    const range = ranges.get(cluster);
    if (range === undefined) return { open: false, closedAt: `the unknown gateway of ${cluster}` };
    const name = `to the gateway of ${cluster} (${range.text})`;
    return admits(from.policies.egress, { addresses: [range] }, tunnel, doubt)
      ? OPEN
      : closed('egress', from.pod, name, tunnel);
  });
  const into = rememberedFor<Node, string>((gateway, cluster) => {
    const source: Party = { addresses: addressesOf(network, cluster) };
    return admits(gateway.policies.ingress, source, tunnel, doubt, gateway.pod)
      ? OPEN
      : closed('ingress', gateway.pod, `from ${cluster}`, tunnel);
  });
  const onward = rememberedFor<Node, string>((to, port) => {
    const gateway = gateways.get(to.pod.cluster);
    const [protocol = '', number = ''] = port.split(' ');
    if (gateway === undefined) return { open: false, closedAt: `the missing gateway of ${to.pod.cluster}` };
    return between(gateway, to, { protocol: protocol as Port['protocol'], number: Number(number) });
  });
  return (from, to, { protocol, number }) => {
    const first = out(from, to.pod.cluster);
    const gateway = gateways.get(to.pod.cluster);
    if (!first.open || gateway === undefined) return first;
    const second = into(gateway, from.pod.cluster);
    return second.open ? onward(to, `${protocol} ${number}`) : second;
  };
}

function addressesOf({ clusters }: Network, id: string): readonly AddressRange[] {
  const networks = clusters.find((cluster) => cluster.id === id)?.networks;
  return networks === undefined ? [] : [networks.pods, networks.vpc];
}

function gatewayOf({ eastWest }: Network, cluster: string): PodWorkload {
  const { namespace, labels } = eastWest;
  return { cluster, namespace, name: 'the east-west gateway', serviceAccount: '', labels, namedPorts: {} };
}

function identified(
  { pod: from }: Node,
  { pod: to, policies }: Node,
  trustDomain: string,
  doubt: Doubt,
): Verdict {
  const { namespace, serviceAccount } = from;
  if (isAuthorized(policies.authorization, { trustDomain, namespace, serviceAccount }, doubt)) return OPEN;
  return {
    open: false,
    closedAt: `the AuthorizationPolicies of ${to.name} in ${to.cluster}, which do not let ${namespace}/${serviceAccount} in`,
  };
}

function closed(
  direction: 'egress' | 'ingress',
  pod: PodWorkload,
  peer: string,
  { number, protocol }: Port,
): Verdict {
  return {
    open: false,
    closedAt: `${direction} of ${pod.name} in ${pod.cluster} ${peer} on ${protocol} ${number}`,
  };
}
