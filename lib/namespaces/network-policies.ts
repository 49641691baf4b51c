import type { Construct } from 'constructs';
import { PUBLIC_HTTPS, type Endpoint } from '../providers/provider';
import type { Cluster } from '../fleet/fleet';
import {
  intOrString,
  KubeNetworkPolicy,
  type LabelSelector,
  type NetworkPolicyEgressRule,
  type NetworkPolicyIngressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from '../kube';
import type { NamespacePlan } from '../plan/plan';
import {
  EAST_WEST_PORT,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  NAMESPACE_NAME_LABEL,
  PLATFORM_NAMESPACE,
  PROMETHEUS_POD_LABELS,
  PROXY_METRICS_PORT,
  SYSTEM_NAMESPACE,
} from '../plan/names';
import { COLLECTOR_POD_LABELS, OTLP_PORTS, traceExport } from '../plan/traces';

/** Where a policy goes, and what it is labelled with. */
export interface PolicyPlace {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Label by which the pods of an app are told from others; selectors of its own objects use it too. */
const APP_LABEL = 'app.kubernetes.io/name';

const HTTPS_PORT = 443;

/** Where sidecars get their certificates and their configuration. */
export const ISTIOD_PORT = 15012;

/** Closes a namespace both ways, and opens what its workloads need; the calls of an app come with the app. */
export function buildNetworkPolicies(
  scope: Construct,
  place: PolicyPlace,
  { cluster, cloudApps }: Pick<NamespacePlan, 'cluster' | 'cloudApps'>,
  others: readonly Cluster[],
): void {
  closeNamespace(scope, place, cluster);
  openCloud(scope, place, cluster, cloudApps);
  openTraces(scope, place, cluster);
  if (cluster.mesh === 'none') return;
  openMesh(scope, place, others);
  policy(scope, 'allow-metrics', place, {
    policyTypes: ['Ingress'],
    ingress: [{ from: [prometheus()], ports: [tcp(PROXY_METRICS_PORT)] }],
  });
}

/** What a cloud is asked for has no addresses that anybody lists: only those may go out who have permissions there. */
function openCloud(scope: Construct, place: PolicyPlace, cluster: Cluster, apps: readonly string[]): void {
  if (apps.length === 0) return;
  policy(scope, 'allow-cloud', place, {
    podSelector: { matchExpressions: [{ key: APP_LABEL, operator: 'In', values: [...apps] }] },
    policyTypes: ['Egress'],
    egress: waysToCloud(cluster),
  });
}

/** To where credentials come from, and to what they are for: at public addresses, and at endpoints inside the network. */
export function waysToCloud({ identityEndpoints, networks }: Cluster): NetworkPolicyEgressRule[] {
  const inside = (networks?.privateEndpoints ?? []).map(({ text }) => ({ cidr: text, port: HTTPS_PORT }));
  const credentials = identityEndpoints.filter((way) => way !== PUBLIC_HTTPS);
  return [...credentials, PUBLIC_HTTPS, ...inside].map(endpoint);
}

/** Closes a namespace both ways, but for names. */
export function closeNamespace(scope: Construct, place: PolicyPlace, { dnsAddresses }: Cluster): void {
  policy(scope, 'default-deny', place, { policyTypes: ['Egress', 'Ingress'] });
  openEgress(scope, 'allow-dns', place, [dns(dnsAddresses)]);
}

/** Lets the proxies of a namespace out to what every proxy needs. */
export function openMesh(scope: Construct, place: PolicyPlace, others: readonly Cluster[]): void {
  openEgress(scope, 'allow-istiod', place, [
    { to: [namespaceNamed(ISTIO_NAMESPACE)], ports: [tcp(ISTIOD_PORT)] },
  ]);
  openEgress(scope, 'allow-east-west', place, eastWest(others));
}

/** Lets apps and proxies out to what takes the traces of their own cluster. */
export function openTraces(scope: Construct, place: PolicyPlace, cluster: Cluster): void {
  if (traceExport(cluster) === undefined) return;
  const to = [
    { ...namespaceNamed(PLATFORM_NAMESPACE), podSelector: { matchLabels: { ...COLLECTOR_POD_LABELS } } },
  ];
  openEgress(scope, 'allow-traces', place, [{ to, ports: Object.values(OTLP_PORTS).map(tcp) }]);
}

/** The rules of one policy; without a selector it holds for every pod of its namespace. */
export interface PolicyRules {
  readonly policyTypes: string[];
  readonly podSelector?: LabelSelector;
  readonly ingress?: NetworkPolicyIngressRule[];
  readonly egress?: NetworkPolicyEgressRule[];
}

/** Adds one policy to a namespace. */
export function policy(
  scope: Construct,
  name: string,
  { namespace, labels }: PolicyPlace,
  rules: PolicyRules,
): void {
  new KubeNetworkPolicy(scope, name, {
    metadata: { name, namespace, labels },
    spec: { podSelector: {}, ...rules },
  });
}

/** All pods of one namespace, as a peer. */
export function namespaceNamed(name: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: name } } };
}

/** The cluster's own Prometheus, as a peer. */
export function prometheus(): NetworkPolicyPeer {
  return {
    ...namespaceNamed(MONITORING_NAMESPACE),
    podSelector: { matchLabels: { ...PROMETHEUS_POD_LABELS } },
  };
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

/** A TCP port, as policies name it. */
export function tcp(port: number): NetworkPolicyPort {
  return { port: intOrString(port), protocol: 'TCP' };
}

/** What serves names, and the cache before it on each node: some plug-ins judge a question by the pod that takes it there. */
const DNS_PODS = ['kube-dns', 'node-local-dns'];

/** The way to names: to the pods that answer, and to the addresses that nodes answer at. */
export function dns(addresses: readonly string[]): NetworkPolicyEgressRule {
  const pods = DNS_PODS.map((name) => ({
    ...namespaceNamed(SYSTEM_NAMESPACE),
    podSelector: { matchLabels: { 'k8s-app': name } },
  }));
  return {
    to: [...pods, ...addresses.map((cidr) => ({ ipBlock: { cidr } }))],
    ports: [{ port: intOrString(53), protocol: 'UDP' }, tcp(53)],
  };
}

/** The way to an address outside. */
export function endpoint({ cidr, except, port }: Endpoint): NetworkPolicyEgressRule {
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
