import type { Cluster, Fleet } from '../fleet/fleet';
import { KubeNetworkPolicy, type NetworkPolicyPeer } from '../kube';
import { CLOSING_WAVE, waveAnnotation } from '../plan/waves';
import { dns, policy, prometheus, tcp } from './network-policies';
import type { BuildPlatformPolicies } from './platform-policies';

const HTTPS_PORT = 443;
const SSH_PORT = 22;
/** Where its parts show metrics: the ApplicationSet controller, the controller, the API server, what renders, and what tells people. */
const METRICS_PORTS = [8080, 8082, 8083, 8084, 9001];
const ANYBODY: NetworkPolicyPeer = { ipBlock: { cidr: '0.0.0.0/0' } };

/**
 * Argo CD: its parts among themselves, and out to Git, to the registry of charts, to the API server and to whom it tells what
 * failed. The ways out are by port and to any address: a wall that misses one of them cannot be mended by a commit any more.
 * For the same reason the ways are opened before the rest is closed.
 */
export const buildArgocdPolicies: BuildPlatformPolicies = (scope, place, { fleet, cluster }) => {
  const inside: NetworkPolicyPeer[] = [{ podSelector: {} }];
  policy(scope, 'argocd', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: inside }, { from: [prometheus()], ports: METRICS_PORTS.map(tcp) }],
    egress: [
      { to: inside },
      dns(cluster.dnsAddresses),
      { to: [ANYBODY], ports: outgoing(fleet, cluster).map(tcp) },
    ],
  });
  new KubeNetworkPolicy(scope, 'default-deny', {
    metadata: {
      name: 'default-deny',
      namespace: place.namespace,
      labels: place.labels,
      annotations: waveAnnotation(CLOSING_WAVE),
    },
    spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
  });
};

/** The ports of all that it must reach, the usual one of HTTPS always among them. */
function outgoing({ repository }: Fleet, { mirror, baseline }: Cluster): readonly number[] {
  const ports = [
    HTTPS_PORT,
    portOf(repository.url),
    portOf(`https://${mirror}`),
    portOf(baseline.argocd.signIn?.issuer ?? ''),
  ];
  return [...new Set(ports.filter((port) => port !== undefined))].sort((a, b) => a - b);
}

/** The port behind an address; undefined where it is no server's. */
function portOf(url: string): number | undefined {
  const [, scheme, port] = /^(https|ssh):\/\/[^/:]*(?::(\d+))?/.exec(url) ?? [];
  if (port !== undefined) return Number(port);
  if (scheme === 'https') return HTTPS_PORT;
  return scheme === 'ssh' || url.startsWith('git@') ? SSH_PORT : undefined;
}
