import { readInputs } from '../../lib/config/read-inputs';
import type { SourceTree } from '../../lib/config/source-tree';
import type { Diagnostic } from '../../lib/core/diagnostic';
import type { Cluster, Fleet } from '../../lib/fleet/fleet';
import { resolveFleet } from '../../lib/fleet/resolve-fleet';
import { derivePlan } from '../../lib/plan/derive-plan';
import type { Plan } from '../../lib/plan/plan';

/** A miniature repository, read as far as its plan. */
export interface MiniFleet {
  readonly tree: SourceTree;
  readonly fleet: Fleet;
  readonly plan: Plan;
  /** Warnings; an error is thrown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The cluster of that id. */
  readonly cluster: (id: string) => Cluster;
}

/** Clusters of the miniature repository. */
export const MINI_CLUSTERS = ['us', 'eu'] as const;

const FLEET = `name: mini
repository: {url: https://git.example.com/mini.git}
domain: apps.example.com
rings:
  - {name: canary, ref: refs/heads/ring/canary}
  - {name: stable, ref: refs/heads/ring/stable}
registries:
  - {name: main, host: registry.example.com}
`;

/** So that what controllers may do in the cloud can be written down. */
const ACCOUNT = "account: {id: '111122223333', secretStore: prod}\n";

function accessOf(breakGlass: string): string {
  return `access: {breakGlass: ${breakGlass}}\n`;
}

/** The same cluster with other people in it. */
export function withAccess(cluster: string, access: string): string {
  return cluster.replace(/^access: .*\n/m, access);
}

/** So that nobody asks when they are upgraded. */
const WINDOW = 'nextUpgradeWindow: 2026-11-30\n';

/** The text of a cluster's file; the number sets its networks apart from those of others. */
export function miniCluster(id: string, region: string, number: number, more = ''): string {
  const account = /^(account|provider):/m.test(more) ? '' : ACCOUNT;
  const access = /^access:/m.test(more) ? '' : accessOf(`breakglass-${id}`);
  const window = /^(nextUpgradeWindow|upgradeChannel|environment):/m.test(more) ? '' : WINDOW;
  return `clusterId: ${id}
provider: aws
service: eks
region: ${region}
environment: prod
ownerTeam: platform
purpose: shared-apps
criticality: tier-1
networkMode: vpc-cni
identityMode: eks-pod-identity
entrypoint: public-gateway
observabilityProfile: eks-standard
policyProfile: restricted-prod
backupProfile: velero-prod
upgradeChannel: manual-prod
reason: geography
ring: stable
zones: [${region}a, ${region}b]
networks:
  vpc: 10.${number}.0.0/16
  pods: 100.${63 + number}.0.0/16
  services: 172.${19 + number}.0.0/16
  eastWestGateway: 10.${number}.255.0/28
capacity: {cpu: 64, memory: 256Gi, node: {cpu: 8, memory: 30Gi, pods: 58}}
${access}${account}${window}${more}`;
}

/** The same for a cluster of Google Kubernetes Engine. */
export function miniGkeCluster(id: string, region: string, number: number, more = ''): string {
  return miniCluster(id, region, number, more)
    .replace(ACCOUNT, 'account: {id: example-prod, secretStore: prod}\n')
    .replace(accessOf(`breakglass-${id}`), accessOf(`breakglass-${id}@example.com`))
    .replace('provider: aws', 'provider: gcp')
    .replace('service: eks', 'service: gke')
    .replace('eks-standard', 'gke-standard')
    .replace('vpc-cni', 'dataplane-v2')
    .replace('eks-pod-identity', 'gke-workload-identity')
    .replace('public-gateway', 'gke-gateway-multicluster')
    .replace(/zones: .*/, `zones: [${region}-b, ${region}-c]`);
}

/** The same for a cluster of Azure Kubernetes Service. */
export function miniAksCluster(id: string, region: string, number: number, more = ''): string {
  return miniCluster(id, region, number, more)
    .replace(ACCOUNT, 'account: {id: 00000000-0000-4000-8000-000000000000/platform}\n')
    .replace(
      accessOf(`breakglass-${id}`),
      accessOf(`00000000-0000-4000-8000-0000000001${number.toString().padStart(2, '0')}`),
    )
    .replace('provider: aws', 'provider: azure')
    .replace('service: eks', 'service: aks')
    .replace('eks-standard', 'aks-standard')
    .replace('vpc-cni', 'azure-cni-overlay')
    .replace('eks-pod-identity', 'workload-identity')
    .replace('public-gateway', 'istio-gateway')
    .replace(/zones: .*/, `zones: [${region}-1, ${region}-2]`);
}

/** The text of an app's contract; `more` holds further lines of \`application\`, unindented. */
export function miniApp(name: string, owner: string, more: string): string {
  const lines = more.trimEnd().split('\n');
  return `application:
  name: ${name}
  owner: ${owner}
  criticality: tier-2
  runtime: {minReplicasPerRegion: 2, maxReplicasPerRegion: 4}
${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** The text of a releases file with one release for every ring. */
export function miniReleases(image: string): string {
  return `image: ${image}
rings:
  canary: {version: 1.1.0, digest: "sha256:${'b'.repeat(64)}"}
  stable: {version: 1.0.0, digest: "sha256:${'a'.repeat(64)}"}
`;
}

/** Two clusters, a public app in one of them, and an internal app in both that it calls. */
export const MINI_FILES: Readonly<Record<string, string>> = {
  'fleet.yaml': FLEET,
  'clusters/us.yaml': miniCluster('us', 'us-east-1', 1),
  'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2),
  'apps/web/app.yaml': miniApp(
    'web',
    'shop',
    'regions: [aws:us-east-1]\ntraffic: {exposure: public}\ncalls: {to: [stock]}',
  ),
  'apps/web/releases.yaml': miniReleases('shop/web'),
  'apps/stock/app.yaml': miniApp(
    'stock',
    'goods',
    'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}',
  ).replace('Region: 4}', 'Region: 4, load: {rpsPerReplica: 50, peakRps: {us-east-1: 10, eu-west-1: 10}}}'),
  'apps/stock/releases.yaml': miniReleases('goods/stock'),
};

/** The files of the miniature repository with some replaced, added or, where `undefined` is given, left out. */
export function miniTree(files: Readonly<Record<string, string | undefined>> = {}): SourceTree {
  const entries = Object.entries({ ...MINI_FILES, ...files });
  return {
    files: new Map(
      entries.flatMap(([path, text]): [string, string][] => (text === undefined ? [] : [[path, text]])),
    ),
    unreadable: [],
  };
}

/** The plan of the miniature repository; throws with all messages where the files are not valid. */
export function miniFleet({
  files = {},
}: { files?: Readonly<Record<string, string | undefined>> } = {}): MiniFleet {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const tree = miniTree(files);
  const inputs = readInputs(tree, report);
  const fleet = inputs && resolveFleet(inputs, report);
  const plan = fleet && derivePlan(fleet, report);
  if (fleet === undefined || plan === undefined) {
    const lines = diagnostics.map(({ code, at, message }) => `${code} ${at?.file}:${at?.line}: ${message}`);
    throw new Error(['the miniature repository is not valid:', ...lines].join('\n'));
  }
  const cluster = (id: string): Cluster => {
    const found = fleet.clusters.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`the miniature repository has no cluster ${id}`);
    return found;
  };
  return { tree, fleet, plan, diagnostics, cluster };
}
