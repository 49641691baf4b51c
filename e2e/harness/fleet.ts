import { join } from 'node:path';
import { startCluster, type Cluster } from './cluster';
import { pinnedCrds } from './crds';
import { createFleetRepository, type FleetRepository } from './fleet-repository';
import { inventory } from './inventory';
import type { KubeObject } from './kube-client';
import type { RunContext } from './run-context';
import { simulateStatus } from './status-simulator';
import { filesBelow } from './tree';

/** Every cluster of the reference fleet, each with its Argo CD, and the repository that they pull. */
export interface Fleet {
  readonly repository: FleetRepository;
  readonly clusters: readonly Cluster[];
  /** What each cluster held before its bootstrap. */
  readonly before: ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;
  /** How many Applications a cluster's tree asks for, the root included. */
  readonly applicationCount: (cluster: string) => number;
  /** Ends the simulated status; processes end with the run. */
  readonly stop: () => Promise<void>;
}

/** Counts the units of a cluster's tree and adds its root. */
export function applicationCount(repository: FleetRepository, cluster: string): number {
  return (
    1 +
    filesBelow(join(repository.folder, 'dist', cluster, 'units')).filter((path) => path.endsWith('.yaml'))
      .length
  );
}

/** Starts the whole fleet; nothing is bootstrapped yet. */
export async function startFleet(context: RunContext): Promise<Fleet> {
  const repository = createFleetRepository(context);
  const crds = pinnedCrds(context);
  const clusters = await Promise.all(
    repository.clusters.map((name) => startCluster(context, { name, crds, controllers: true, argocd: true })),
  );
  const before = new Map<string, ReadonlyMap<string, KubeObject>>();
  for (const cluster of clusters) before.set(cluster.name, await inventory(cluster.client));
  const simulators = clusters.map((cluster) => simulateStatus(cluster.client));
  return {
    repository,
    clusters,
    before,
    applicationCount: (cluster) => applicationCount(repository, cluster),
    async stop() {
      await Promise.all(simulators.map((simulator) => simulator.stop()));
    },
  };
}
