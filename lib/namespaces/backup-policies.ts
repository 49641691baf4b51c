import type { NetworkPolicyPeer } from '../kube';
import { closeNamespace, policy, prometheus, tcp, waysToCloud } from './network-policies';
import { apiServer, type BuildPlatformPolicies } from './platform-policies';

const API_PORT = 443;
/** Where Velero and its agents show metrics. */
const METRICS_PORT = 8085;

/** Velero, its agents, and the pods by which they move the content of volumes: all go to the bucket and to nobody else outside. */
export const buildBackupPolicies: BuildPlatformPolicies = (scope, place, { cluster, networks }) => {
  const servers: NetworkPolicyPeer[] = apiServer(networks);
  closeNamespace(scope, place, cluster);
  policy(scope, 'velero', place, {
    policyTypes: ['Egress', 'Ingress'],
    ingress: [{ from: [prometheus()], ports: [tcp(METRICS_PORT)] }],
    egress: [{ to: servers, ports: [tcp(API_PORT)] }, ...waysToCloud(cluster)],
  });
};
