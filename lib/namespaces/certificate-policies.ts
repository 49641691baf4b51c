import type { Construct } from 'constructs';
import { closeNamespace, namespaceNamed, policy, prometheus, tcp, waysToCloud } from './network-policies';
import type { PolicyPlace } from './network-policies';
import {
  API_PORT,
  apiServer,
  range,
  type BuildPlatformPolicies,
  type PlatformSurroundings,
} from './platform-policies';

/** Where the API server asks cert-manager whether an object is well formed. */
const WEBHOOK_PORT = 10_250;
const CERT_MANAGER_METRICS = 9402;
const EXTERNAL_DNS_METRICS = 7979;

/**
 * cert-manager: its controller asks authorities and the cloud's DNS, all of it reaches the API server, and the API server
 * asks its webhook, from its own network or through a tunnel that ends in kube-system.
 */
export const buildCertManagerPolicies: BuildPlatformPolicies = (scope, place, surroundings) => {
  const { networks } = surroundings;
  closeNamespace(scope, place, surroundings.cluster);
  buildController(scope, place, surroundings, CERT_MANAGER_METRICS);
  policy(scope, 'webhook', place, {
    podSelector: { matchLabels: { 'app.kubernetes.io/component': 'webhook' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [range(networks.apiServer.text), namespaceNamed('kube-system')],
        ports: [tcp(WEBHOOK_PORT)],
      },
    ],
  });
  buildWayOut(scope, place, surroundings, { 'app.kubernetes.io/component': 'controller' });
};

/** external-dns: it reads the API server, writes into the cloud's DNS, and is asked by nobody but Prometheus. */
export const buildExternalDnsPolicies: BuildPlatformPolicies = (scope, place, surroundings) => {
  closeNamespace(scope, place, surroundings.cluster);
  buildController(scope, place, surroundings, EXTERNAL_DNS_METRICS);
  buildWayOut(scope, place, surroundings, { 'app.kubernetes.io/name': 'external-dns' });
};

function buildController(
  scope: Construct,
  place: PolicyPlace,
  { networks }: PlatformSurroundings,
  metrics: number,
): void {
  policy(scope, 'controllers', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: [prometheus()], ports: [tcp(metrics)] }],
    egress: [{ to: apiServer(networks), ports: [tcp(API_PORT)] }],
  });
}

/** Authorities and clouds have no addresses that anybody lists; where credentials come from, the provider says. */
function buildWayOut(
  scope: Construct,
  place: PolicyPlace,
  { cluster }: PlatformSurroundings,
  matchLabels: Record<string, string>,
): void {
  policy(scope, 'outside', place, {
    podSelector: { matchLabels },
    policyTypes: ['Egress'],
    egress: waysToCloud(cluster),
  });
}
