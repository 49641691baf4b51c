import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { awaitSynced, refreshConcerned, type SyncExpectation, type UnitExpectation } from './argocd-state';
import { bootstrap } from './bootstrap';
import { startCluster, type Cluster } from './cluster';
import { referenceCrds } from './crds';
import { createFleetRepository, type FleetInputs, type FleetRepository } from './fleet-repository';
import { inventory } from './inventory';
import type { KubeObject } from './kube-client';
import type { RunContext } from './run-context';
import { simulateStatus } from './status-simulator';
import { filesBelow } from './tree';

/** Every cluster of a fleet, each with its Argo CD, and the repository that they pull. */
export interface Fleet {
  readonly repository: FleetRepository;
  readonly clusters: readonly Cluster[];
  /** What each cluster held before its bootstrap. */
  readonly before: ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;
  /** Publishes the tree as it was synthesized, bootstraps clusters that are not yet, and waits for Synced and Healthy. */
  readonly settle: () => Promise<Settled>;
  /** Waits until clusters (default: all) are Synced and Healthy at a commit, or at one that is the same to them. */
  readonly awaitAll: (revision: string, clusters?: readonly Cluster[]) => Promise<number>;
  /** Ends its clusters, to give their memory back. */
  readonly end: () => Promise<void>;
}

/** What `settle` reached. */
export interface Settled {
  readonly revision: string;
  readonly applications: number;
}

const SYNC_MS = 300_000;
const ASK_AGAIN_MS = 5_000;

interface UnitFile {
  readonly unit: UnitExpectation & { readonly application: string };
}

/** The Applications that the tree of a cluster asks for, by the units behind them; the root is not among them. */
export function applicationUnits(
  { folder }: FleetRepository,
  cluster: string,
): ReadonlyMap<string, UnitExpectation> {
  const units = join(folder, 'dist', cluster, 'units');
  return new Map(
    filesBelow(units)
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => (parse(readFileSync(join(units, path), 'utf8')) as UnitFile).unit)
      .map((unit) => [unit.application, unit]),
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Asks at once, as a webhook would, and again for whoever is not there yet, which a period of minutes would do too. */
async function askUntilSynced(
  context: RunContext,
  cluster: Cluster,
  expected: SyncExpectation,
): Promise<number> {
  await refreshConcerned(cluster, expected);
  const timer = setInterval(() => {
    // Who does not answer is asked again.
    refreshConcerned(cluster, expected).catch(() => undefined);
  }, ASK_AGAIN_MS);
  try {
    return await awaitSynced(context, cluster, expected);
  } finally {
    clearInterval(timer);
  }
}

function createFleet(
  context: RunContext,
  repository: FleetRepository,
  clusters: readonly Cluster[],
  before: Fleet['before'],
): Fleet {
  const pristine = repository.publish('The tree as it is committed');
  const bootstrapped = new Set<string>();
  const expectation = (cluster: Cluster, revision: string): SyncExpectation => {
    const units = applicationUnits(repository, cluster.name);
    return { revision, units, healthy: true, timeoutMs: SYNC_MS, sameFolder: repository.sameFolder };
  };
  const awaitAll = async (revision: string, some = clusters): Promise<number> => {
    const counts = await Promise.all(
      some.map((cluster) => askUntilSynced(context, cluster, expectation(cluster, revision))),
    );
    return sum(counts);
  };
  const awaitUnasked = async (revision: string): Promise<number> =>
    sum(await Promise.all(clusters.map((item) => awaitSynced(context, item, expectation(item, revision)))));
  return {
    repository,
    clusters,
    before,
    awaitAll,
    async settle() {
      repository.git('read-tree', '-u', '--reset', pristine);
      const revision = repository.publish('Back to the tree as it is committed');
      const empty = clusters.filter(({ name }) => !bootstrapped.has(name));
      await Promise.all(empty.map((cluster) => bootstrap(context, repository, cluster)));
      for (const { name } of empty) bootstrapped.add(name);
      // Whoever was just bootstrapped finds everything by itself.
      const applications = empty.length > 0 ? await awaitUnasked(revision) : await awaitAll(revision);
      return { revision, applications };
    },
    async end() {
      for (const { client } of clusters) client.close();
      await Promise.all(clusters.map((cluster) => cluster.kill()));
    },
  };
}

/** Starts a whole fleet; nothing is bootstrapped yet. */
export async function startFleet(context: RunContext, inputs: FleetInputs): Promise<Fleet> {
  const repository = createFleetRepository(context, inputs);
  const crds = referenceCrds(context);
  const clusters = await Promise.all(
    repository.clusters.map((name) =>
      startCluster(context, {
        name,
        crds,
        controllers: true,
        argocd: true,
        resyncSeconds: inputs.resyncSeconds,
      }),
    ),
  );
  const before = new Map<string, ReadonlyMap<string, KubeObject>>();
  for (const { name, client } of clusters) before.set(name, await inventory(client));
  for (const cluster of clusters) simulateStatus(cluster.client);
  return createFleet(context, repository, clusters, before);
}
