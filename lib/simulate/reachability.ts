import type { AddressRange } from './address-ranges';
import { isAuthorized } from './authorization';
import type { Doubt, Network, Outside, PodWorkload, Port } from './network';
import { admits, type Party, type PodParty } from './policy-side';
import { policyStore } from './policy-store';

/** Whether a connection gets through, and where it ends when it does not. */
export type Verdict = { readonly open: true } | { readonly open: false; readonly closedAt: string };

/** Answers who reaches whom through the policies of all clusters. */
export interface Reachability {
  /** Both ends in one cluster connect directly; across clusters the way leads through the gateway of the callee's cluster. */
  readonly canReach: (from: PodWorkload, to: PodWorkload | Outside, port: Port, doubt?: Doubt) => Verdict;
}

const OPEN: Verdict = { open: true };

/** Reads the policies once; every question after that looks only at those of the two ends. */
export function reachability(network: Network): Reachability {
  const store = policyStore(network);
  const addresses = new Map(network.clusters.map((cluster) => [cluster.id, cluster.networks]));
  const gateways = new Map(network.clusters.map(({ id }) => [id, gatewayOf(network, id)]));

  const rangesOf = (cluster: string): readonly AddressRange[] | undefined => {
    const networks = addresses.get(cluster);
    return networks && [networks.pods, networks.vpc];
  };
  const partyOf = (pod: PodWorkload): PodParty => ({
    pod,
    namespaceLabels: store.namespaceLabels(pod.cluster, pod.namespace),
    addresses: rangesOf(pod.cluster),
  });
  const leaves = (from: PodWorkload, to: Party, port: Port, doubt: Doubt): boolean =>
    admits(store.policiesOf(from).egress, to, port, doubt);
  const enters = (from: Party, to: PodWorkload, port: Port, doubt: Doubt): boolean =>
    admits(store.policiesOf(to).ingress, from, port, doubt, to);

  const between = (from: PodWorkload, to: PodWorkload, port: Port, doubt: Doubt): Verdict => {
    if (!leaves(from, partyOf(to), port, doubt)) return closed('egress', from, `to ${to.name}`, port);
    if (!enters(partyOf(from), to, port, doubt)) return closed('ingress', to, `from ${from.name}`, port);
    return OPEN;
  };
  const across = (from: PodWorkload, to: PodWorkload, port: Port, doubt: Doubt): Verdict => {
    const { eastWestGateway } = addresses.get(to.cluster) ?? {};
    const gateway = gateways.get(to.cluster);
    if (eastWestGateway === undefined || gateway === undefined)
      return { open: false, closedAt: `the unknown gateway of ${to.cluster}` };
    const tunnel: Port = { number: network.eastWest.port, protocol: 'TCP' };
    const name = `the gateway of ${to.cluster} (${eastWestGateway.text})`;
    if (!leaves(from, { addresses: [eastWestGateway] }, tunnel, doubt))
      return closed('egress', from, `to ${name}`, tunnel);
    const source: Party = { addresses: rangesOf(from.cluster) ?? [] };
    if (!enters(source, gateway, tunnel, doubt))
      return closed('ingress', gateway, `from ${from.cluster}`, tunnel);
    return between(gateway, to, port, doubt);
  };
  const identified = (from: PodWorkload, to: PodWorkload, doubt: Doubt): boolean => {
    const { namespace, serviceAccount } = from;
    return isAuthorized(
      store.policiesOf(to).authorization,
      { trustDomain: network.trustDomain, namespace, serviceAccount },
      doubt,
    );
  };

  return {
    canReach(from, to, port, doubt = 'closed') {
      if ('addresses' in to)
        return leaves(from, to, port, doubt) ? OPEN : closed('egress', from, `to ${to.name}`, port);
      const verdict = (from.cluster === to.cluster ? between : across)(from, to, port, doubt);
      if (!verdict.open || identified(from, to, doubt)) return verdict;
      return {
        open: false,
        closedAt: `the AuthorizationPolicies of ${to.name} in ${to.cluster}, which do not let ${from.serviceAccount} in`,
      };
    },
  };
}

function gatewayOf({ eastWest }: Network, cluster: string): PodWorkload {
  const { namespace, labels } = eastWest;
  return { cluster, namespace, name: 'the east-west gateway', serviceAccount: '', labels, namedPorts: {} };
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
