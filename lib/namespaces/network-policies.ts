import type { Construct } from 'constructs';
import type { Endpoint } from '../providers/provider';
import type { Cluster } from '../fleet/fleet';
import {
  intOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyPort,
} from '../kube';
import { EAST_WEST_PORT, ISTIO_NAMESPACE, NAMESPACE_NAME_LABEL } from '../plan/names';

/** Where a policy goes, and what it is labelled with. */
export interface PolicyPlace {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Where sidecars get their certificates and their configuration. */
const ISTIOD_PORT = 15012;

/** Closes a namespace both ways, and opens what every workload of it needs; what an app needs comes with the app. */
export function buildNetworkPolicies(
  scope: Construct,
  place: PolicyPlace,
  cluster: Cluster,
  others: readonly Cluster[],
): void {
  policy(scope, 'default-deny', place, { policyTypes: ['Egress', 'Ingress'] });
  openEgress(scope, 'allow-dns', place, [dns(cluster.dnsAddresses)]);
  openEgress(scope, 'allow-identity-endpoint', place, cluster.identityEndpoints.map(endpoint));
  openEgress(scope, 'allow-istiod', place, [
    {
      to: [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: ISTIO_NAMESPACE } } }],
      ports: [tcp(ISTIOD_PORT)],
    },
  ]);
  openEgress(scope, 'allow-east-west', place, eastWest(others));
}

function policy(
  scope: Construct,
  name: string,
  { namespace, labels }: PolicyPlace,
  rules: { policyTypes: string[]; egress?: NetworkPolicyEgressRule[] },
): void {
  new KubeNetworkPolicy(scope, name, {
    metadata: { name, namespace, labels },
    spec: { podSelector: {}, ...rules },
  });
}

/** An empty list of rules needs no policy; a rule with an empty list of addresses would open every address. */
function openEgress(
  scope: Construct,
  name: string,
  place: PolicyPlace,
  egress: readonly NetworkPolicyEgressRule[],
): void {
  if (egress.length > 0) policy(scope, name, place, { policyTypes: ['Egress'], egress: [...egress] });
}

function tcp(port: number): NetworkPolicyPort {
  return { port: intOrString(port), protocol: 'TCP' };
}

function dns(addresses: readonly string[]): NetworkPolicyEgressRule {
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
      ...addresses.map((cidr) => ({ ipBlock: { cidr } })),
    ],
    ports: [{ port: intOrString(53), protocol: 'UDP' }, tcp(53)],
  };
}

function endpoint({ cidr, except, port }: Endpoint): NetworkPolicyEgressRule {
  const ipBlock = except === undefined ? { cidr } : { cidr, except: [...except] };
  return { to: [{ ipBlock }], ports: [tcp(port)] };
}

/** What fails over to another cluster leaves through that cluster's gateway: without this way there is no failover. */
function eastWest(others: readonly Cluster[]): NetworkPolicyEgressRule[] {
  const to = others.flatMap(({ networks }) =>
    networks === undefined ? [] : [{ ipBlock: { cidr: networks.eastWestGateway.text } }],
  );
  return to.length === 0 ? [] : [{ to, ports: [tcp(EAST_WEST_PORT)] }];
}
