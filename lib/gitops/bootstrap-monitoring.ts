import type { Cluster, Fleet } from '../fleet/fleet';
import { MONITORING_NAMESPACE } from '../plan/names';
import { platformEntryInCloud } from '../plan/platform-entries';
import { traceExport } from '../plan/traces';

/** What the monitoring must know and no repository may hold, in Markdown. */
export function monitoringNeeds(fleet: Fleet, cluster: Cluster): string {
  const { remoteWriteUrl } = cluster.baseline['kube-prometheus'];
  const traces = traceExport(cluster);
  const keys = [
    '`page` and `ticket`: addresses that Alertmanager posts to, for what wakes somebody and for all else',
    '`grafana-user` and `grafana-password`: of the administrator of Grafana',
    ...(remoteWriteUrl === undefined ? [] : [`\`remote-write\`: a token for ${remoteWriteUrl}`]),
    ...(traces === undefined ? [] : [`\`traces\`: a token for ${traces.url}`]),
  ];
  return `### What the monitoring needs in this cluster

An entry \`${platformEntryInCloud(fleet, cluster, 'monitoring', cluster.id)}\` in the ClusterSecretStore \`${fleet.mesh.secretStore}\`: a JSON object out of which External
Secrets makes the Secret \`monitoring\` of the namespace \`${MONITORING_NAMESPACE}\`. Without it nobody is told of an alert. Its keys:

${keys.map((key) => `* ${key}`).join('\n')}`;
}
