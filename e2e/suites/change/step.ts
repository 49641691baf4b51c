import { applications, applicationStates, refresh } from '../../harness/argocd-state';
import type { Cluster } from '../../harness/cluster';
import { expectNone } from '../../harness/expect';
import type { Fleet } from '../../harness/fleet';
import { inventoryNames, without } from '../../harness/inventory';
import type { RunContext } from '../../harness/run-context';
import { pause } from '../../harness/waits';

/** What a step of the suite works on. */
export interface Stage {
  readonly context: RunContext;
  readonly fleet: Fleet;
}

/** How long nothing must happen before we believe it; without its guards, Argo CD deletes everything well within it. */
const WATCH_MS = 9_000;
const LOOK_MS = 3_000;

/** Everything in a cluster that somebody made on purpose, Applications included, as text. */
export async function everything(cluster: Cluster): Promise<readonly string[]> {
  const [names, states] = await Promise.all([inventoryNames(cluster.client), applicationStates(cluster)]);
  // An Application counts once, whether its set owns it at the moment or not.
  const others = names.filter((name) => !name.startsWith('Application.argoproj.io '));
  return [...others, ...states.map((state) => `Application ${state.name}`)];
}

/** Watches a cluster after an accident; fails as soon as anything is gone that the accident itself did not take. */
export async function expectNothingDeleted(
  cluster: Cluster,
  before: readonly string[],
  taken: readonly string[] = [],
): Promise<string> {
  await refresh(cluster);
  const end = Date.now() + WATCH_MS;
  let after: readonly string[] = [];
  while (Date.now() < end) {
    after = await everything(cluster);
    const gone = without(without(before, after), taken);
    expectNone(gone, `${String(gone.length)} objects gone:`);
    await pause(LOOK_MS);
  }
  return `${String(before.length)} objects before, ${String(after.length)} after`;
}

/** Watches that a value stays what it is; fails with what it became. */
export async function expectUnmoved(label: string, read: () => Promise<string | undefined>): Promise<void> {
  const first = await read();
  const end = Date.now() + WATCH_MS;
  while (Date.now() < end) {
    const now = await read();
    if (now !== first) throw new Error(`${label} moved from ${first ?? 'nothing'} to ${now ?? 'nothing'}`);
    await pause(LOOK_MS);
  }
}

/** The cluster at a place of the fleet's list; every fleet under test has three. */
export function clusterAt(fleet: Fleet, index: number): Cluster {
  const cluster = fleet.clusters[index];
  if (cluster === undefined) throw new Error(`the fleet has no cluster ${String(index + 1)}`);
  return cluster;
}

/** The branch that a cluster follows. */
export async function refOfCluster(cluster: Cluster): Promise<string> {
  const all = await applications(cluster);
  const root = all.find(({ metadata }) => metadata.name.startsWith('root-'));
  const spec = root?.['spec'] as { readonly source: { readonly targetRevision: string } } | undefined;
  if (spec === undefined) throw new Error(`${cluster.name} has no root Application`);
  return spec.source.targetRevision;
}
