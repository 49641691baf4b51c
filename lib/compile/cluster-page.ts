import { sortedBy } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { ARGOCD_NAMESPACE, ARGOCD_RELEASE, FLEET_FOLDER, MONITORING_NAMESPACE } from '../plan/names';
import type { Plan } from '../plan/plan';
import type { PlainFile } from './unit';

/** How to look into each cluster, region by region: names and commands are the same in all of them. */
export function clusterPage({ fleet }: Plan): PlainFile {
  const clusters = sortedBy(fleet.clusters, ({ region, id }) => `${region} ${id}`);
  const text = `# The clusters of ${fleet.name}

How to look into each of them, by region. A context of kubectl is called after its cluster, so that commands of the
[operations](operations.md) hold in all of them.
${clusters.map((cluster) => section(cluster)).join('')}`;
  return { cluster: FLEET_FOLDER, path: 'clusters.md', content: { text } };
}

function section(cluster: Cluster): string {
  const { id, region, provider, service, environment, purpose, ownerTeam, ring } = cluster;
  return `
## ${id}

${region} (${provider}/${service}), ${environment}, ${purpose}, ring ${ring.name}, owner ${ownerTeam}.

\`\`\`sh
${cluster.contextCommand}
\`\`\`

* Argo CD: ${argocd(cluster)}
* Dashboards: \`kubectl --context ${id} -n ${MONITORING_NAMESPACE} port-forward service/kube-prometheus-grafana 3000:80\`, then http://localhost:3000
* Alerts: \`kubectl --context ${id} -n ${MONITORING_NAMESPACE} port-forward service/alertmanager-operated 9093\`, then http://localhost:9093
* Audit log and control plane: ${cluster.controlPlaneLogs}
${cluster.access === undefined ? '' : `* Everything, in an incident: the group \`${cluster.access.breakGlass}\`\n`}`;
}

function argocd({ id, baseline }: Cluster): string {
  const url = baseline.argocd.signIn?.url;
  return url === undefined
    ? `\`kubectl --context ${id} -n ${ARGOCD_NAMESPACE} get applications\``
    : `${url}, or \`kubectl --context ${id} -n ${ARGOCD_NAMESPACE} port-forward service/${ARGOCD_RELEASE}-server 8443:443\``;
}
