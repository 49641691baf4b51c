import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setDifferences, valueDifferences } from '../../checks/live-tree';
import { awaitSynced } from '../../harness/argocd-state';
import { bootstrap } from '../../harness/bootstrap';
import { startCluster, type Cluster } from '../../harness/cluster';
import { expectNone } from '../../harness/expect';
import { referenceCrds } from '../../harness/crds';
import { applicationUnits } from '../../harness/fleet';
import { inventory } from '../../harness/inventory';
import type { KubeObject } from '../../harness/kube-client';
import { simulateStatus } from '../../harness/status-simulator';
import { readClusterTree } from '../../harness/tree';
import { refOfTree, type FleetRepository } from '../../harness/fleet-repository';
import type { RunContext } from '../../harness/run-context';
import type { Stage } from './step';

const SYNC_MS = 300_000;
/** What it held before its bootstrap. */
const before = new WeakMap<Cluster, ReadonlyMap<string, KubeObject>>();
/** An application without data, which may be placed wherever there is a cluster. */
const PLACED_APP = 'catalogue';

/** The cluster that joins. */
export interface Fourth {
  readonly added: ReadmeCluster;
  /** Empty as yet. */
  readonly cluster: Promise<Cluster>;
}

interface ReadmeCluster {
  readonly id: string;
  readonly region: string;
  readonly text: string;
}

/** The cluster that the README adds, with the very text that it tells a person to write. */
export function readmeCluster(readme: string): ReadmeCluster {
  const match = /`clusters\/([a-z0-9-]+)\.yaml`:\n\n *```yaml\n([\s\S]*?)\n *```/.exec(readme);
  const [, id, block] = match ?? [];
  const text = block?.replace(/^ {3}/gm, '');
  const region = /^region: (\S+)$/m.exec(text ?? '')?.[1];
  if (id === undefined || text === undefined || region === undefined)
    throw new Error('the README no longer adds a cluster with one file');
  return { id, region, text: `${text}\n` };
}

/** What the commit may change in the other clusters: the ways to the new one, who watches it, and the lists that name it. */
function expectedElsewhere(id: string): readonly RegExp[] {
  return [
    /^namespaces\/[^/]+\/[^/]+\/networkpolicy\.[^/]+\.yaml$/,
    new RegExp(`/externalsecret\\.external-secrets\\.io_istio-remote-secret-${id}\\.yaml$`),
    new RegExp(`^baseline/prometheus/monitoring/service_prometheus-${id}\\.yaml$`),
    /^baseline\/prometheus\/monitoring\/scrapeconfig\.monitoring\.coreos\.com_peers\.yaml$/,
    /^baseline\/platform-alerts\/monitoring\/prometheusrule\.monitoring\.coreos\.com_platform\.yaml$/,
    /^\.owned$/,
  ];
}

function strayChanges(changed: readonly string[], id: string): readonly string[] {
  const elsewhere = expectedElsewhere(id);
  // Its file, its folders, and the page that says how to look into every cluster.
  const files = [`clusters/${id}.yaml`, 'dist/_fleet/clusters.md'];
  const folders = [`dist/${id}/`, `dist/_fleet/permissions/${id}/`];
  return changed.filter((path) => {
    if (files.includes(path) || folders.some((folder) => path.startsWith(folder))) return false;
    const inTree = /^dist\/[^/]+\/(.*)$/.exec(path)?.[1];
    return inTree === undefined || !elsewhere.some((pattern) => pattern.test(inTree));
  });
}

/** Starts what the README's cluster is to be, empty, so that it is there when the steps come to it. */
export function startFourth(context: RunContext): Fourth {
  const added = readmeCluster(readFileSync(join(context.repository, 'README.md'), 'utf8'));
  const crds = referenceCrds(context);
  const cluster = startCluster(context, { name: added.id, crds, controllers: true, argocd: true });
  // Whoever waits for it hears of its failure; until then nobody does.
  cluster.catch(() => undefined);
  return { added, cluster };
}

function refsWith({ refs, folder }: FleetRepository, { added }: Fourth): readonly string[] {
  return [...new Set([...refs, refOfTree(join(folder, 'dist', added.id))])];
}

/** Follows the README as far as the commit: one file, synth. */
export async function addFourth({ fleet }: Stage, fourth: Fourth): Promise<string> {
  const { repository } = fleet;
  const { id, text } = fourth.added;
  const file = join('clusters', `${id}.yaml`);
  if (existsSync(join(repository.folder, file))) throw new Error(`${file} is there already`);
  repository.write(file, text);
  repository.meridian('synth');
  const revision = repository.publish(`Add ${id}`, refsWith(repository, fourth));
  const changed = repository.git('diff', '--name-only', 'HEAD~1', 'HEAD').split('\n');
  expectNone(strayChanges(changed, id), 'changed beyond what the README says:');
  return `${String(await fleet.awaitAll(revision))} Applications of the others take the commit`;
}

/** Follows it to its end: the bootstrap. */
export async function fourthJoins({ context, fleet }: Stage, fourth: Fourth): Promise<string> {
  const cluster = await fourth.cluster;
  const { repository } = fleet;
  before.set(cluster, await inventory(cluster.client));
  simulateStatus(cluster.client);
  const revision = repository.git('rev-parse', 'HEAD');
  await bootstrap(context, repository, cluster);
  const units = applicationUnits(repository, cluster.name);
  const { sameFolder } = repository;
  await awaitSynced(context, cluster, { revision, units, healthy: true, timeoutMs: SYNC_MS, sameFolder });
  return `${String(units.size + 1)} Applications`;
}

/** An application may run there too once its contract says so. */
export async function fourthRuns({ fleet }: Stage, fourth: Fourth): Promise<string> {
  const { repository } = fleet;
  const cluster = await fourth.cluster;
  const contract = join('apps', PLACED_APP, 'app.yaml');
  const region = `- aws:${fourth.added.region}`;
  repository.write(contract, repository.read(contract).replace(/^( *)regions:\n/m, `$&$1  ${region}\n`));
  repository.meridian('synth');
  const revision = repository.publish(`Run ${PLACED_APP} there`, refsWith(repository, fourth));
  await fleet.awaitAll(revision, [...fleet.clusters, cluster]);
  const tree = readClusterTree(join(repository.folder, 'dist', cluster.name));
  const live = await inventory(cluster.client);
  const found = [
    ...setDifferences(tree, live, before.get(cluster) ?? new Map()),
    ...valueDifferences(tree, live),
  ];
  expectNone(found);
  return `${PLACED_APP}; ${String(tree.length)} objects, exactly those of its tree`;
}
