import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setDifferences, valueDifferences } from '../../checks/live-tree';
import { awaitSynced } from '../../harness/argocd-state';
import { bootstrap } from '../../harness/bootstrap';
import { startCluster, type Cluster } from '../../harness/cluster';
import { expectNone } from '../../harness/expect';
import { applicationUnits, fleetCrds } from '../../harness/fleet';
import { inventory } from '../../harness/inventory';
import { simulateStatus } from '../../harness/status-simulator';
import { readClusterTree } from '../../harness/tree';
import { refOfTree, type FleetRepository } from '../../harness/fleet-repository';
import type { RunContext } from '../../harness/run-context';
import type { Stage } from './step';

const SYNC_MS = 300_000;
/** An application without data, which may be placed wherever there is a cluster. */
const PLACED_APP = 'catalogue';

/** What the step works on. */
export interface JoiningStage extends Stage {
  /** The cluster that joins, empty as yet. */
  readonly fourth: Promise<Cluster>;
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
  return changed.filter((path) => {
    if (path === `clusters/${id}.yaml` || path.startsWith(`dist/${id}/`)) return false;
    const inTree = /^dist\/[^/]+\/(.*)$/.exec(path)?.[1];
    return inTree === undefined || !elsewhere.some((pattern) => pattern.test(inTree));
  });
}

async function reached({ context, fleet }: Stage, cluster: Cluster, revision: string): Promise<number> {
  const units = applicationUnits(fleet.repository, cluster.name);
  await awaitSynced(context, cluster, { revision, units, healthy: true, timeoutMs: SYNC_MS });
  return units.size + 1;
}

/** Starts what the README's cluster is to be, empty, so that it is there when the step comes to it. */
export function startFourth(context: RunContext, repository: FleetRepository): Promise<Cluster> {
  const { id } = readmeCluster(readme(context));
  const crds = fleetCrds(context, repository);
  return startCluster(context, { name: id, crds, controllers: true, argocd: true });
}

function readme({ repository }: RunContext): string {
  return readFileSync(join(repository, 'README.md'), 'utf8');
}

/** Follows the README: one file, synth, commit, bootstrap; then an application that may run there too. */
export async function fourthCluster(stage: JoiningStage): Promise<string> {
  const { context, fleet, fourth } = stage;
  const { repository } = fleet;
  const added = readmeCluster(readme(context));
  const file = join('clusters', `${added.id}.yaml`);
  if (existsSync(join(repository.folder, file))) throw new Error(`${file} is there already`);
  repository.write(file, added.text);
  repository.meridian('synth');
  const refs = [...new Set([...repository.refs, refOfTree(join(repository.folder, 'dist', added.id))])];
  const first = repository.publish(`Add ${added.id}`, refs);
  const changed = repository.git('diff', '--name-only', 'HEAD~1', 'HEAD').split('\n');
  expectNone(strayChanges(changed, added.id), 'changed beyond what the README says:');

  const cluster = await fourth;
  try {
    const before = await inventory(cluster.client);
    simulateStatus(cluster.client);
    await bootstrap(context, repository, cluster);
    const early = await reached(stage, cluster, first);
    await fleet.awaitAll(first);

    const contract = join('apps', PLACED_APP, 'app.yaml');
    const placed = repository
      .read(contract)
      .replace(/^( *)regions:\n/m, `$1regions:\n$1  - aws:${added.region}\n`);
    repository.write(contract, placed);
    repository.meridian('synth');
    const second = repository.publish(`Run ${PLACED_APP} in ${added.region}`, refs);
    await fleet.awaitAll(second, [...fleet.clusters, cluster]);
    const tree = readClusterTree(join(repository.folder, 'dist', added.id));
    const live = await inventory(cluster.client);
    expectNone([...setDifferences(tree, live, before), ...valueDifferences(tree, live)]);
    return `${String(early)} Applications; then ${PLACED_APP} too: ${String(tree.length)} objects, exactly those of its tree`;
  } finally {
    await cluster.kill();
  }
}
