import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { awaitSynced, refreshConcerned, type UnitExpectation } from './argocd-state';
import { bootstrap } from './bootstrap';
import { startCluster, type Cluster } from './cluster';
import { pinnedCrds, usedCrds } from './crds';
import { createFleetRepository, type FleetRepository } from './fleet-repository';
import { inventory } from './inventory';
import type { KubeObject } from './kube-client';
import type { RunContext } from './run-context';
import { simulateStatus } from './status-simulator';
import { filesBelow, readClusterTree } from './tree';

/** Every cluster of the reference fleet, each with its Argo CD, and the repository that they pull. */
export interface Fleet {
  readonly repository: FleetRepository;
  readonly clusters: readonly Cluster[];
  /** What each cluster held before its bootstrap. */
  readonly before: ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;
  /** Publishes the tree as it was synthesized, bootstraps clusters that are not yet, and waits for Synced and Healthy. */
  readonly settle: () => Promise<Settled>;
  /** Waits until clusters (default: all) are Synced and Healthy at a commit, or at one that is the same to them. */
  readonly awaitAll: (revision: string, clusters?: readonly Cluster[]) => Promise<number>;
}

/** What `settle` reached. */
export interface Settled {
  readonly revision: string;
  readonly applications: number;
}

const SYNC_MS = 300_000;

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

function createFleet(
  context: RunContext,
  repository: FleetRepository,
  clusters: readonly Cluster[],
  before: Fleet['before'],
): Fleet {
  const pristine = repository.publish('The tree as it is committed');
  const bootstrapped = new Set<string>();
  const awaitAll = async (revision: string, some = clusters): Promise<number> => {
    const counts = await Promise.all(
      some.map(async (cluster) => {
        const { sameFolder } = repository;
        const units = applicationUnits(repository, cluster.name);
        const expected = { revision, units, healthy: true, timeoutMs: SYNC_MS, sameFolder };
        await refreshConcerned(cluster, expected);
        return awaitSynced(context, cluster, expected);
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  return {
    repository,
    clusters,
    before,
    awaitAll,
    async settle() {
      repository.git('read-tree', '-u', '--reset', pristine);
      const revision = repository.publish('Back to the tree as it is committed');
      for (const cluster of clusters.filter((item) => !bootstrapped.has(item.name))) {
        await bootstrap(context, repository, cluster);
        bootstrapped.add(cluster.name);
      }
      return { revision, applications: await awaitAll(revision) };
    },
  };
}

/** The definitions of all groups that the fleet's trees use. */
export function fleetCrds(context: RunContext, { folder, clusters }: FleetRepository): readonly KubeObject[] {
  const trees = clusters.flatMap((name) => readClusterTree(join(folder, 'dist', name)));
  return usedCrds(
    pinnedCrds(context),
    trees.map(({ object }) => object),
  );
}

/** Starts the whole fleet; nothing is bootstrapped yet. */
export async function startFleet(context: RunContext): Promise<Fleet> {
  const repository = createFleetRepository(context);
  const crds = fleetCrds(context, repository);
  const clusters = await Promise.all(
    repository.clusters.map((name) => startCluster(context, { name, crds, controllers: true, argocd: true })),
  );
  const before = new Map<string, ReadonlyMap<string, KubeObject>>();
  for (const cluster of clusters) before.set(cluster.name, await inventory(cluster.client));
  for (const cluster of clusters) simulateStatus(cluster.client);
  return createFleet(context, repository, clusters, before);
}
