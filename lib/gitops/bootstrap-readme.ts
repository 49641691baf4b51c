import type { Unit } from '../compile/unit';
import { formatDuration } from '../core/units';
import type { Cluster, Fleet } from '../fleet/fleet';
import { GATEWAY_API_VERSION } from '../fleet/versions';
import { copiesVolumes, REPOSITORY_ENTRY } from '../plan/backups/velero';
import { ARGOCD_NAMESPACE, INGRESS_NAMESPACE } from '../plan/names';
import type { ArgocdInstall } from './argocd-install';
import { argocdPrerequisite, installArgocd } from './bootstrap-argocd';
import { bootstrapCommands } from './bootstrap-commands';
import { entryNeeds } from './bootstrap-entry';
import { platformEntry, platformEntryInCloud } from '../plan/platform-entries';
import { makesStores, storeName } from '../plan/secret-stores';
import { monitoringNeeds } from './bootstrap-monitoring';
import { peopleNeeds } from './bootstrap-people';
import { hasCertManager } from '../plan/zone/zone-components';
import { mirrorNeeds } from './bootstrap-mirror';
import { zoneNeeds } from './bootstrap-zone';
import { permissionsPath, rootName, treePath } from './paths';
import { RETRY_SECONDS, STATE_LABEL, SYNC_OPTIONS } from '../plan/sync';

/** The page that a person follows to hand a cluster over to its own Argo CD, in Markdown. */
export function bootstrapReadme(
  fleet: Fleet,
  cluster: Cluster,
  units: readonly Unit[],
  install: ArgocdInstall | undefined,
): string {
  const sections = [
    introduction(fleet, cluster),
    prerequisites(cluster, install),
    secrets(fleet, cluster),
    ...mirrorNeeds(units),
    ...zoneNeeds(fleet, cluster),
    ...(cluster.mesh === 'none' ? [] : [mesh(fleet, cluster), ...entryNeeds(fleet, cluster)]),
    monitoringNeeds(fleet, cluster),
    ...peopleNeeds(fleet, cluster),
    ...(fleet.repository.private ? [credentials(fleet)] : []),
    ...(install === undefined ? [] : [installArgocd(fleet, cluster, install)]),
    commands(fleet, cluster),
    afterwards(cluster),
    troubles(cluster),
  ];
  return sections.map((section) => `${section}\n`).join('\n');
}

function introduction(fleet: Fleet, cluster: Cluster): string {
  return `# Bootstrap of ${cluster.id}

This folder is applied by hand, once, when the cluster is new, and again when synth says that it changed.
From then on the Argo CD inside the cluster pulls \`${treePath(fleet, cluster)}\` by itself:

* repository: \`${fleet.repository.url}\`
* ref: \`${cluster.ring.ref}\` (ring ${cluster.ring.name})
* region: ${cluster.region} (${cluster.provider}), environment ${cluster.environment}, owner ${cluster.ownerTeam}${wayIn(cluster)}`;
}

/** An entrypoint names products that clouds sell for it, and the tree makes the same of each. */
function wayIn({ mesh, reach, source }: Cluster): string {
  if (mesh === 'none') return '';
  const who = reach === 'public' ? 'whoever is on the internet' : 'networks that are connected to this one';
  return `
* way in: \`${source.value.entrypoint}\`, for ${who}; it is Istio's Gateway behind a load balancer for connections`;
}

function prerequisites(cluster: Cluster, install: ArgocdInstall | undefined): string {
  return `## What must be there first

None of this is in the tree: ${cluster.ownerTeam} installs it together with the cluster.

* **Kubernetes ${cluster.kubernetes}**, with a network plugin that enforces NetworkPolicies${metrics(cluster)}.
${cluster.needs.map((need) => `* ${need}\n`).join('')}${gatewayApi(cluster)}${argocdPrerequisite(cluster, install)}`;
}

/** Nothing where the tree brings the definitions, or nobody makes routes. */
function gatewayApi({ mesh, bringsGatewayApi, baseline }: Cluster): string {
  if (mesh === 'none') return '';
  const needed = `* **Gateway API ${GATEWAY_API_VERSION}** or newer, standard channel, before Istio: istiod ignores routes whose definitions are older or
  came later.`;
  if (bringsGatewayApi !== undefined) return `${needed} The provider brings it with ${bringsGatewayApi}.\n`;
  return baseline['gateway-api'].install ? '' : `${needed}\n`;
}

function mesh(fleet: Fleet, cluster: Cluster): string {
  const { active, installed, charts, hub } = cluster.istio;
  const { certificateSecret, certificateIssuer } = cluster.baseline['ingress-gateway'];
  const isOurs = certificateIssuer !== undefined && hasCertManager(fleet, cluster);
  const eastWest = cluster.networks?.eastWestGateway.text ?? 'the range that the registry names';
  return `### What Istio needs in this cluster

The tree installs Istio itself: the Applications \`chart-…\` bring its definitions, istiod, the agent on the nodes and the
east-west gateway (installed: ${installed.join(', ')}; new pods join ${active}). For that:

* A mirror of the registry that Istio is released in: charts from \`${charts}\`, which Argo CD takes for an OCI
  registry, and images from \`${hub}\`.
* These entries of the store of the platform; they never lie in the tree:
  * \`${platformEntryInCloud(fleet, cluster, 'mesh', `ca-${cluster.id}`)}\`: a JSON object with \`ca-cert.pem\`, \`ca-key.pem\`, \`root-cert.pem\` and
    \`cert-chain.pem\` of an intermediate CA for this cluster, below the root that all clusters share. istiod does not
    start before it is there, so that it never signs with a root of its own.
${remotes(fleet, cluster)}
* The subnets of ${eastWest} must be those that internal load balancers get: other clusters open their way to that range.
* Secret \`${certificateSecret}\` in \`${INGRESS_NAMESPACE}\`, with the certificate
  for \`*.${fleet.domain}\`.${isOurs ? ' cert-manager makes it.' : ''} It may come later: until then HTTPS from outside does not work.`;
}

/** Who brings what autoscalers read: the service, the tree, or whoever installs the cluster. */
function metrics({ bringsMetrics, baseline }: Cluster): string {
  return bringsMetrics || baseline['metrics-server'].install
    ? ''
    : ', and metrics-server for the autoscalers';
}

/** Where Secrets come from, and who lets the operator read there. */
function secrets(fleet: Fleet, cluster: Cluster): string {
  const [platform, apps] = (['platform', 'apps'] as const).map((reader) => storeName(fleet, cluster, reader));
  const origin = makesStores(cluster)
    ? `The tree installs the External Secrets Operator and both
stores. What it may read in the cloud is in \`${permissionsPath(fleet, cluster)}\`:
whoever owns the account applies that first.`
    : `Somebody else installs the External Secrets
Operator and both stores.`;
  const password = copiesVolumes(fleet, cluster)
    ? `

Before the first backup \`${platform}\` must hold \`${platformEntryInCloud(fleet, cluster, ...REPOSITORY_ENTRY)}\`: a JSON object with
\`password\`, what Velero encrypts the content of volumes with. It is the same in every region, because clusters read the backups of
each other, and it cannot be changed later without losing what was written before.`
    : '';
  return `### Secrets

Secrets are made out of two ClusterSecretStores: \`${platform}\` for what the platform itself must know, and
\`${apps}\` for what apps read. ${origin}${password}`;
}

/** Which other clusters there are is not said, so that the page of one does not change with the next. */
function remotes(fleet: Fleet, cluster: Cluster): string {
  const { id } = cluster;
  return `  * \`${platformEntryInCloud(fleet, cluster, 'mesh', 'remote-CLUSTER')}\`, for every other cluster: a kubeconfig of it. This cluster's own, which
    \`istioctl create-remote-secret --name ${id} --context ${id}\` shows, goes into the stores of the others as
    \`${platformEntry(fleet, 'mesh', `remote-${id}`)}\`.`;
}

function credentials(fleet: Fleet): string {
  return `### Credentials for the repository

The repository is private, so Argo CD needs a Secret in the namespace \`${ARGOCD_NAMESPACE}\`. Let your secret store
make it; it must never be written into a repository.

* label: \`argocd.argoproj.io/secret-type: repository\`
* keys: \`type\` with the value \`git\`; \`url\` with exactly \`${fleet.repository.url}\`; and \`sshPrivateKey\`, or
  \`username\` and \`password\`, of a reader
* no key \`project\`: credentials of one project are not used for ApplicationSets that serve several`;
}

function commands(fleet: Fleet, cluster: Cluster): string {
  return `## Apply

From the root of the repository. The context has the name of the cluster; where yours is called otherwise, rename it
(\`kubectl config rename-context\`) instead of changing the commands.

\`\`\`sh
${bootstrapCommands(cluster.id, treePath(fleet, cluster, 'bootstrap')).join('\n')}
\`\`\`

The first command says which cluster this is. **If it fails with "field is immutable", stop:** the cluster has another
name already, so this is the wrong context or the wrong folder.`;
}

function afterwards(cluster: Cluster): string {
  const kubectl = `kubectl --context ${cluster.id} -n ${ARGOCD_NAMESPACE}`;
  return `## See that it worked

\`\`\`sh
${kubectl} get applications
${kubectl} get applicationsets baseline apps -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.status.conditions}{"\\n"}{end}'
\`\`\`

\`${rootName(cluster)}\` is Synced within a minute. It brings two ApplicationSets, and they bring one Application for every
file in \`units/\`. In the end every Application is Synced and Healthy.

Units do not wait for one another, so on a new cluster some fail first. Argo CD tries them again after 10 seconds, then
after ever longer, at most 3 minutes, for ${formatDuration(RETRY_SECONDS - (RETRY_SECONDS % 60))} in all. After that a unit stays as it is until a commit changes
its folder, or until you ask for a sync:

\`\`\`sh
${kubectl} patch application NAME --type merge -p '${syncRequest()}'
\`\`\``;
}

/** A sync that a person asks for takes nothing from the Application's own policy, so its options are repeated. */
function syncRequest(): string {
  return JSON.stringify({
    operation: {
      initiatedBy: { username: 'by-hand' },
      sync: { prune: true, syncOptions: SYNC_OPTIONS, syncStrategy: { hook: {} } },
    },
  });
}

function troubles(cluster: Cluster): string {
  const kubectl = `kubectl --context ${cluster.id} -n ${ARGOCD_NAMESPACE}`;
  return `## When something is wrong

* "there are no clusters with this name": the tree of another cluster was applied here. Nothing of it took effect;
  delete the root Application that you applied (\`${kubectl} delete application NAME\`), no workload goes with it.
* "app path does not exist": the ref does not hold this cluster's tree yet. Nothing is deleted; push it.
* \`${rootName(cluster)}\` is OutOfSync and names an AppProject or an ApplicationSet: its file is gone, and both are
  guarded. If it was meant, delete the object by hand.
* An Application is empty and labelled \`${STATE_LABEL}=removed\`: its unit was removed on purpose. Once its file in
  \`units/\` is gone: \`${kubectl} delete applications -l ${STATE_LABEL}=removed\`.
* Nothing changes although the Application is OutOfSync: look for \`${STATE_LABEL}=frozen\`, the switch that holds a unit
  still. Its line is \`state\` in \`units/\`.
* A commit is not picked up: it takes up to three minutes. This asks for it at once:

\`\`\`sh
${kubectl} annotate applicationsets --all argocd.argoproj.io/application-set-refresh=true --overwrite
${kubectl} annotate applications --all argocd.argoproj.io/refresh=normal --overwrite
\`\`\``;
}
