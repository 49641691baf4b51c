import type { NetworkPolicyPeer } from '../kube';
import {
  COLLECTOR,
  COLLECTOR_METRICS_PORT,
  COLLECTOR_POD_LABELS,
  OTLP_PORTS,
  traceExport,
} from '../plan/traces';
import { closeNamespace, policy, prometheus, tcp } from './network-policies';
import { API_PORT, apiServer, range, type BuildPlatformPolicies } from './platform-policies';

const EVERY_POD: NetworkPolicyPeer = { namespaceSelector: {} };
const HTTPS_PORT = 443;

/**
 * What all workloads share. The collector is sent traces by every pod of the cluster, reads whose they are from the API
 * server, and leaves for a store whose addresses are nobody's to know.
 */
export const buildCommonPolicies: BuildPlatformPolicies = (scope, place, { cluster, networks }) => {
  closeNamespace(scope, place, cluster);
  const exported = traceExport(cluster);
  if (exported === undefined) return;
  const port = Number(new URL(exported.url).port || HTTPS_PORT);
  policy(scope, COLLECTOR, place, {
    podSelector: { matchLabels: { ...COLLECTOR_POD_LABELS } },
    policyTypes: ['Egress', 'Ingress'],
    ingress: [
      { from: [EVERY_POD], ports: Object.values(OTLP_PORTS).map(tcp) },
      { from: [prometheus()], ports: [tcp(COLLECTOR_METRICS_PORT)] },
    ],
    egress: [
      { to: apiServer(networks), ports: [tcp(API_PORT)] },
      { to: [range('0.0.0.0/0')], ports: [tcp(port)] },
    ],
  });
};
