import type { Cluster, Fleet } from '../fleet/fleet';
import { TARGET_VERSIONS } from '../fleet/versions';
import { ARGOCD_NAMESPACE, ARGOCD_NOTIFICATIONS_SECRET, ARGOCD_RELEASE } from '../plan/names';
import { platformEntryInCloud } from '../plan/platform-entries';
import { INSTALL_VALUES, type ArgocdInstall } from './argocd-install';
import { word } from './bootstrap-commands';
import { treePath } from './paths';

/** What of Argo CD must be there, and who sees to it. */
export function argocdPrerequisite(cluster: Cluster, install: ArgocdInstall | undefined): string {
  if (install !== undefined)
    return `* **Argo CD ${TARGET_VERSIONS.argocd}**, as _Install Argo CD_ below says: once by hand, and from then on by the tree.`;
  return `* **Argo CD ${TARGET_VERSIONS.argocd}** in the namespace \`${ARGOCD_NAMESPACE}\`: application controller, ApplicationSet controller, repo server and
  Redis; server and user interface are not needed. Its settings:
  * ApplicationSet controller: no \`--policy\`, which would overrule what protects Applications from deletion.
  * Repo server: \`--revision-cache-expiration 15s\`. With the default of three minutes a freeze takes three minutes.
  * \`application.resourceTrackingMethod\`: leave the default, annotations.
  * \`resource.exclusions\`: leave the shipped list. Objects of an excluded kind are dropped without an error.
  * No other cluster Secret for \`https://kubernetes.default.svc\`, and no Application with the destination
    \`in-cluster\`: this cluster is called \`${cluster.id}\`, and under that name alone the tree can be applied.
  * No health check for Applications is needed: nothing here waits for one.`;
}

/**
 * Rendered and applied under the name of Argo CD's own controller, so that what is taken over is already what the tree says,
 * and what a later release no longer holds is no longer there.
 */
export function installArgocd(fleet: Fleet, cluster: Cluster, install: ArgocdInstall): string {
  const values = word(treePath(fleet, cluster, INSTALL_VALUES));
  const kubectl = `kubectl --context ${cluster.id}`;
  return `## Install Argo CD

Once, while there is none; the same two last lines repair one that can no longer repair itself. They take the values that the tree
keeps, \`${values}\`, so that its Application \`chart-${ARGOCD_RELEASE}\` finds nothing to change afterwards.

\`\`\`sh
${kubectl} create namespace ${ARGOCD_NAMESPACE}
helm template ${ARGOCD_RELEASE} oci://${install.repository}/${install.chart} --version ${install.version} \\
  --namespace ${ARGOCD_NAMESPACE} --values ${values} > argocd-${cluster.id}.yaml
${kubectl} --namespace ${ARGOCD_NAMESPACE} apply --server-side --force-conflicts \\
  --field-manager argocd-controller -f argocd-${cluster.id}.yaml
\`\`\`

* Where the registry asks for credentials, Argo CD needs them in a repository Secret of type \`helm\` with \`enableOCI: "true"\`
  and the URL \`${install.repository}\`, and the nodes must be able to pull.
* No other cluster Secret for \`https://kubernetes.default.svc\`, and no Application with the destination \`in-cluster\`: this
  cluster is called \`${cluster.id}\`, and under that name alone the tree can be applied.
* An Argo CD that was installed from its own manifests has other selectors, which nobody can change in place. Delete its
  Deployments and its StatefulSet first, and nothing else; workloads run on meanwhile.
${notifications(fleet, cluster)}`;
}

function notifications(fleet: Fleet, cluster: Cluster): string {
  const { id, baseline } = cluster;
  const chosen = baseline.argocd.notifications;
  if (chosen === undefined) return '';
  const key = chosen.slackChannel === undefined ? 'webhook-url' : 'slack-token';
  return `* The ClusterSecretStore \`${fleet.mesh.secretStore}\` holds \`${platformEntryInCloud(fleet, cluster, 'argocd', id)}\`, a JSON object with the key \`${key}\`.
  The Secret \`${ARGOCD_NOTIFICATIONS_SECRET}\` is made of it; until then nobody is told what fails.
`;
}
