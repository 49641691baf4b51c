import type { Construct } from 'constructs';
import { AuthorizationPolicy, AuthorizationPolicySpecAction } from '../../../imports/security.istio.io';
import { addressText } from '../../core/cidr';
import {
  intOrString,
  KubeNetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
} from '../../kube';
import type { App, Cluster } from '../../fleet/fleet';
import { appLabels, selectorLabels } from '../../plan/labels';
import {
  EAST_WEST_POD_LABELS,
  INGRESS_NAMESPACE,
  INGRESS_POD_LABELS,
  INGRESS_SERVICE_ACCOUNT,
  ISTIO_NAMESPACE,
  NAMESPACE_NAME_LABEL,
} from '../../plan/names';
import { isCallable, type Placement } from '../../plan/placement';
import type { AppPlan } from '../../plan/plan';
import { POLICIES_WAVE, waveAnnotation } from '../../plan/waves';

/** `kubernetes.default` is the first address of the Services, on this port. */
const API_PORT = 443;

/** Who may reach the app's pods and whom they may reach: by network, and by identity in the mesh. */
export function buildCalls(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  buildIngress(scope, placement);
  buildEgress(scope, placement);
  if (isCallable(placement.app) && placement.cluster.mesh !== 'none') buildAuthorization(scope, placement);
}

function peer(namespace: string, labels: Readonly<Record<string, string>>): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
    podSelector: { matchLabels: { ...labels } },
  };
}

function isIn(app: App, cluster: Cluster): boolean {
  return app.clusters.some((candidate) => candidate.id === cluster.id);
}

/** The ingress Gateway of every cluster that runs a public app is a caller too: it sends on to the primary, or fails over. */
function isCalledFromElsewhere({ app, callers }: AppPlan, cluster: Cluster): boolean {
  const sources = app.facets.traffic.exposure === 'public' ? [...callers, app] : callers;
  return sources.some((source) => source.clusters.some((other) => other.id !== cluster.id));
}

function openPorts(app: App): NetworkPolicyPort[] {
  return app.facets.runtime.ports
    .filter((port) => port.protocol !== 'none')
    .map(({ port }) => ({ port: intOrString(port), protocol: 'TCP' }));
}

/** Callers in other clusters arrive through this cluster's own east-west gateway. */
function buildIngress(scope: Construct, { app, appPlan, cluster }: Placement): void {
  const from = appPlan.callers
    .filter((caller) => isIn(caller, cluster))
    .map((caller) => peer(caller.namespace, selectorLabels(caller)));
  if (isCalledFromElsewhere(appPlan, cluster)) from.push(peer(ISTIO_NAMESPACE, EAST_WEST_POD_LABELS));
  if (app.facets.traffic.exposure === 'public') from.push(peer(INGRESS_NAMESPACE, INGRESS_POD_LABELS));
  const ports = openPorts(app);
  if (from.length === 0 || ports.length === 0) return;
  new KubeNetworkPolicy(scope, 'ingress', {
    metadata: {
      name: `${app.name}-ingress`,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      annotations: waveAnnotation(POLICIES_WAVE),
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(app) },
      policyTypes: ['Ingress'],
      ingress: [{ from, ports }],
    },
  });
}

/** The way to other clusters' gateways is open for the whole namespace; here are the ways inside this cluster and out of the mesh. */
function buildEgress(scope: Construct, { app, appPlan, cluster, facets }: Placement): void {
  const inside = appPlan.callees
    .filter((callee) => isIn(callee, cluster))
    .map((callee) => ({ to: [peer(callee.namespace, selectorLabels(callee))], ports: openPorts(callee) }));
  const outside = facets.calls.external.map(({ cidrs, port }) => ({
    to: cidrs.map(({ text }) => ({ ipBlock: { cidr: text } })),
    ports: [{ port: intOrString(port), protocol: 'TCP' }],
  }));
  const api = facets.identity.kubernetesApi ? apiServer(cluster) : [];
  if (inside.length + outside.length + api.length === 0) return;
  new KubeNetworkPolicy(scope, 'egress', {
    metadata: {
      name: `${app.name}-egress`,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      annotations: waveAnnotation(POLICIES_WAVE),
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(app) },
      policyTypes: ['Egress'],
      egress: [...inside, ...outside, ...api],
    },
  });
}

/** Some plug-ins judge a connection before the address of the Service becomes that of the server, and some after. */
function apiServer({ networks }: Cluster): NetworkPolicyEgressRule[] {
  if (networks === undefined) return [];
  const service = addressText(networks.services.first + 1);
  return [
    {
      to: [{ ipBlock: { cidr: `${service}/32` } }, { ipBlock: { cidr: networks.apiServer.text } }],
      ports: [{ port: intOrString(API_PORT), protocol: 'TCP' }],
    },
  ];
}

/** One rule holds for callers of every cluster, because identities carry no cluster. Without a caller nobody is let in. */
function buildAuthorization(scope: Construct, { app, appPlan, cluster, fleet }: Placement): void {
  const identity = (namespace: string, account: string): string =>
    `${fleet.mesh.trustDomain}/ns/${namespace}/sa/${account}`;
  const principals = appPlan.callers.map((caller) => identity(caller.namespace, caller.name));
  if (app.facets.traffic.exposure === 'public')
    principals.push(identity(INGRESS_NAMESPACE, INGRESS_SERVICE_ACCOUNT));
  new AuthorizationPolicy(scope, 'authorization', {
    metadata: {
      name: app.name,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      annotations: waveAnnotation(POLICIES_WAVE),
    },
    spec: {
      selector: { matchLabels: selectorLabels(app) },
      action: AuthorizationPolicySpecAction.ALLOW,
      ...(principals.length === 0 ? {} : { rules: [{ from: [{ source: { principals } }] }] }),
    },
  });
}
