import { closeNamespace, policy, prometheus, tcp, waysToCloud } from './network-policies';
import { API_PORT, apiServer, callersOfWebhooks, type BuildPlatformPolicies } from './platform-policies';

/** Labels that the chart gives to pods. */
const OPERATOR = { 'app.kubernetes.io/name': 'external-secrets' } as const;
const WEBHOOK = { 'app.kubernetes.io/name': 'external-secrets-webhook' } as const;

const WEBHOOK_PORT = 10250;
const METRICS_PORT = 8080;

/**
 * The operator of secrets: all of it reads the API server, which asks its webhook. Only what reads the stores leaves the
 * cluster, to wherever the store answers: on the internet, or behind an endpoint in the cluster's own network.
 */
export const buildSecretsPolicies: BuildPlatformPolicies = (scope, place, { cluster, networks }) => {
  closeNamespace(scope, place, cluster);
  policy(scope, 'inside', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: [prometheus()], ports: [tcp(METRICS_PORT)] }],
    egress: [{ to: apiServer(networks), ports: [tcp(API_PORT)] }],
  });
  policy(scope, 'webhook', place, {
    podSelector: { matchLabels: WEBHOOK },
    policyTypes: ['Ingress'],
    ingress: [{ from: callersOfWebhooks(networks), ports: [tcp(WEBHOOK_PORT)] }],
  });
  policy(scope, 'stores', place, {
    podSelector: { matchLabels: OPERATOR },
    policyTypes: ['Egress'],
    egress: waysToCloud(cluster),
  });
};
