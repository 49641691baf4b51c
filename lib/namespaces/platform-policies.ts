import type { Construct } from 'constructs';
import { addressText } from '../core/cidr';
import type { Cluster, Fleet, Networks } from '../fleet/fleet';
import type { NetworkPolicyIngressRule, NetworkPolicyPeer } from '../kube';
import {
  EAST_WEST_POD_LABELS,
  EAST_WEST_PORT,
  EXPOSURE_LABEL,
  INJECTION,
  ISTIO_NAMESPACE,
  PROMETHEUS_POD_LABELS,
  PROXY_METRICS_PORT,
  SYSTEM_NAMESPACE,
} from '../plan/names';
import {
  closeNamespace,
  ISTIOD_PORT,
  namespaceNamed,
  openMesh,
  openTraces,
  policy,
  prometheus,
  tcp,
  type PolicyPlace,
} from './network-policies';

/** A cluster whose addresses the registry holds, and the rest of the fleet. */
export interface PlatformSurroundings {
  readonly fleet: Fleet;
  readonly cluster: Cluster;
  readonly networks: Networks;
  readonly others: readonly Cluster[];
  /** Whether the edge that users arrive at asks the Gateway itself whether it is well, from anywhere. */
  readonly askedByEdge: boolean;
}

/** Puts walls around the pods of one namespace of the platform. */
export type BuildPlatformPolicies = (
  scope: Construct,
  place: PolicyPlace,
  surroundings: PlatformSurroundings,
) => void;

/** Labels that the charts of Istio give to pods. */
const ISTIOD = { app: 'istiod' } as const;
const CNI = { 'k8s-app': 'istio-cni-node' } as const;

/** Port of the API server. */
export const API_PORT = 443;
const WEBHOOK_PORT = 15017;
const METRICS_PORT = 15014;
/** Where the kubelet and the exporter of each node show metrics. */
const NODE_PORTS = [9100, 10250];
const PROMETHEUS_PORT = 9090;
/** Where load balancers ask a gateway whether it is well. */
const STATUS_PORT = 15021;
const ANYBODY: NetworkPolicyPeer = { ipBlock: { cidr: '0.0.0.0/0' } };

/** istiod, the agent on the nodes and the east-west gateway: each with the ways that it needs, and no other. */
export const buildIstioPolicies: BuildPlatformPolicies = (scope, place, surroundings) => {
  closeNamespace(scope, place, surroundings.cluster);
  buildIstiod(scope, place, surroundings);
  policy(scope, 'istio-cni', place, {
    podSelector: { matchLabels: CNI },
    policyTypes: ['Egress'],
    egress: [{ to: apiServer(surroundings.networks), ports: [tcp(API_PORT)] }],
  });
  buildEastWest(scope, place, surroundings);
};

/**
 * Every proxy of the cluster asks istiod; the API server asks its webhooks. istiod reads the API servers of all clusters.
 */
function buildIstiod(scope: Construct, place: PolicyPlace, { networks, others }: PlatformSurroundings): void {
  const remote = others.flatMap((other) =>
    other.networks === undefined ? [] : [range(other.networks.apiServer.text)],
  );
  policy(scope, 'istiod', place, {
    podSelector: { matchLabels: ISTIOD },
    policyTypes: ['Egress', 'Ingress'],
    ingress: [
      { from: [{ namespaceSelector: {} }], ports: [tcp(ISTIOD_PORT)] },
      {
        from: callersOfWebhooks(networks),
        ports: [tcp(WEBHOOK_PORT)],
      },
      { from: [prometheus()], ports: [tcp(METRICS_PORT)] },
    ],
    egress: [{ to: [...apiServer(networks), ...remote], ports: [tcp(API_PORT)] }],
  });
}

/** Its load balancer keeps the caller's address, or puts one of its own network in place of it. */
function buildEastWest(scope: Construct, place: PolicyPlace, surroundings: PlatformSurroundings): void {
  const { networks, others } = surroundings;
  const callers = others.flatMap((other) =>
    other.networks === undefined ? [] : [range(other.networks.pods.text), range(other.networks.vpc.text)],
  );
  policy(scope, 'east-west-gateway', place, {
    podSelector: { matchLabels: { ...EAST_WEST_POD_LABELS } },
    policyTypes: ['Egress', 'Ingress'],
    ingress: [
      { ...outside(surroundings, [...callers, range(networks.vpc.text)]), ports: [tcp(EAST_WEST_PORT)] },
      { ...outside(surroundings, probes(surroundings)), ports: [tcp(STATUS_PORT)] },
      { from: [prometheus()], ports: [tcp(PROXY_METRICS_PORT)] },
    ],
    egress: [
      { to: [{ podSelector: { matchLabels: ISTIOD } }], ports: [tcp(ISTIOD_PORT)] },
      { to: [{ namespaceSelector: { matchLabels: INJECTION } }] },
      { to: [prometheus()], ports: [tcp(PROMETHEUS_PORT)] },
    ],
  });
}

/** The gateway that users arrive at, or the edge before it: in from anywhere, out to where public routes may come from. */
export const buildIngressPolicies: BuildPlatformPolicies = (scope, place, surroundings) => {
  closeNamespace(scope, place, surroundings.cluster);
  openMesh(scope, place, surroundings.others);
  openTraces(scope, place, surroundings.cluster);
  policy(scope, 'public', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [
      { ...outside(surroundings, [ANYBODY]), ports: [tcp(80), tcp(443)] },
      {
        ...outside(surroundings, surroundings.askedByEdge ? [ANYBODY] : probes(surroundings)),
        ports: [tcp(STATUS_PORT)],
      },
      { from: [prometheus()], ports: [tcp(PROXY_METRICS_PORT)] },
    ],
    egress: [{ to: [{ namespaceSelector: { matchLabels: { [EXPOSURE_LABEL]: 'public' } } }] }],
  });
};

/**
 * What watches the cluster. Inside the namespace everybody reaches everybody; Prometheus goes wherever metrics are, to
 * the nodes too, and is asked by those of other clusters through the gateway; Alertmanager and what reads the store of
 * the long run go out to the internet.
 */
export const buildMonitoringPolicies: BuildPlatformPolicies = (scope, place, surroundings) => {
  const { cluster, networks } = surroundings;
  const inside: NetworkPolicyPeer[] = [{ podSelector: {} }];
  closeNamespace(scope, place, cluster);
  openTraces(scope, place, cluster);
  policy(scope, 'inside', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: inside }],
    egress: [{ to: inside }, { to: apiServer(networks), ports: [tcp(API_PORT)] }],
  });
  policy(scope, 'prometheus', place, {
    podSelector: { matchLabels: { ...PROMETHEUS_POD_LABELS } },
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: [eastWestGateway()], ports: [tcp(PROMETHEUS_PORT)] }],
    egress: [
      { to: [{ namespaceSelector: {} }] },
      { ...(cluster.rangesMissNodes ? {} : { to: [range(networks.vpc.text)] }), ports: NODE_PORTS.map(tcp) },
    ],
  });
  policy(scope, 'outside', place, {
    podSelector: {
      matchExpressions: [
        { key: 'app.kubernetes.io/name', operator: 'In', values: ['alertmanager', 'prometheus'] },
      ],
    },
    policyTypes: ['Egress'],
    egress: [{ to: [range('0.0.0.0/0')], ports: [tcp(443)] }],
  });
  if (cluster.mesh !== 'none') openMesh(scope, place, surroundings.others);
};

function eastWestGateway(): NetworkPolicyPeer {
  return { ...namespaceNamed(ISTIO_NAMESPACE), podSelector: { matchLabels: { ...EAST_WEST_POD_LABELS } } };
}

/** A range of addresses, as a peer. */
export function range(cidr: string): NetworkPolicyPeer {
  return { ipBlock: { cidr } };
}

/** The API server of a cluster, as peers. Some plug-ins judge a connection before the address of the Service becomes that of the server, and some after. */
export function apiServer({ services, apiServer: servers }: Networks): NetworkPolicyPeer[] {
  return [range(`${addressText(services.first + 1)}/32`), range(servers.text)];
}

/** The API server as it calls: from its own network or, where the provider keeps it elsewhere, through a tunnel. */
export function callersOfWebhooks({ apiServer: servers }: Networks): NetworkPolicyPeer[] {
  return [range(servers.text), namespaceNamed(SYSTEM_NAMESPACE)];
}

/** What a load balancer brings may carry the address of a node, and a rule of ranges would turn it away where they match none. */
function outside(
  { cluster }: PlatformSurroundings,
  from: NetworkPolicyPeer[],
): Pick<NetworkPolicyIngressRule, 'from'> {
  return cluster.rangesMissNodes ? {} : { from };
}

function probes({ cluster, networks }: PlatformSurroundings): NetworkPolicyPeer[] {
  return [networks.vpc.text, ...cluster.loadBalancerProbes].map(range);
}
