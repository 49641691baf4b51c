import { join } from 'node:path';
import { cpSync } from 'node:fs';
import { applicationSetRef } from '../../harness/argocd-state';
import { bootstrap } from '../../harness/bootstrap';
import type { Cluster } from '../../harness/cluster';
import { refOf, refText } from '../../harness/kube-client';
import type { Report } from '../../harness/report';
import { clusterAt, everything, expectNothingDeleted, type Stage } from './step';
import { follow } from './switches';

const ARGOCD = 'argocd';
const SETS = ['apps', 'baseline'];

async function lostSecret(cluster: Cluster): Promise<string> {
  const before = await everything(cluster);
  const secrets = await cluster.client.listKind('v1', 'Secret', ARGOCD);
  const own = secrets.filter(
    (object) => object.metadata.labels?.['argocd.argoproj.io/secret-type'] === 'cluster',
  );
  if (own.length !== 1) throw new Error(`${String(own.length)} Secrets name the cluster`);
  for (const secret of own) await cluster.client.remove(refOf(secret));
  return expectNothingDeleted(
    cluster,
    before,
    own.map((secret) => refText(refOf(secret))),
  );
}

async function deletedSets(cluster: Cluster): Promise<string> {
  const before = await everything(cluster);
  for (const name of SETS) {
    const verdict = await cluster.client.remove(applicationSetRef(name));
    if (!verdict.accepted) throw new Error(verdict.message);
  }
  return expectNothingDeleted(
    cluster,
    before,
    SETS.map((name) => refText(applicationSetRef(name))),
  );
}

/** The page says to stop at the refusal; here somebody does not. */
async function otherBootstrap({ context, fleet }: Stage, cluster: Cluster, other: Cluster): Promise<string> {
  const before = await everything(cluster);
  const refusals = await bootstrap(context, fleet.repository, cluster, { tree: other.name, goOn: true });
  if (!refusals.some((text) => text.includes('immutable')))
    throw new Error('the second identity was not refused');
  const seen = await expectNothingDeleted(cluster, before);
  const added = (await everything(cluster)).filter((name) => !before.includes(name));
  const foreign = added.filter((name) => !name.startsWith('App'));
  if (foreign.length > 0) throw new Error(`objects of ${other.name} arrived: ${foreign.join(', ')}`);
  for (const kind of ['Application', 'AppProject']) {
    await cluster.client.remove({
      apiVersion: 'argoproj.io/v1alpha1',
      kind,
      namespace: ARGOCD,
      name: `root-${other.name}`,
    });
  }
  return `${seen}; the second identity was refused`;
}

function threeOf({ fleet }: Stage): readonly [Cluster, Cluster, Cluster] {
  return [clusterAt(fleet, 0), clusterAt(fleet, 1), clusterAt(fleet, 2)];
}

/** Accidents in the clusters, one in each at the same time; a repeated bootstrap is the cure for all. */
export async function accidentsInClusters(stage: Stage, report: Report, suite: string): Promise<void> {
  const [first, second, third] = threeOf(stage);
  await Promise.all([
    report.claim(suite, 'a lost cluster Secret deletes nothing', () => lostSecret(first)),
    report.claim(suite, 'deleted ApplicationSets delete nothing', () => deletedSets(second)),
    report.claim(suite, 'the bootstrap of another cluster deletes nothing', () =>
      otherBootstrap(stage, third, first),
    ),
  ]);
  await report.claim(suite, 'the bootstrap, done again, cures them', async () => {
    await bootstrap(stage.context, stage.fleet.repository, first);
    const { applications } = await stage.fleet.settle();
    return `${String(applications)} Applications`;
  });
}

/**
 * Accidents in the repository, one in each cluster at the same time: a ring loses its ref, a cluster gets the tree of another
 * one, a third loses its unit files.
 */
export async function accidentsInGit(stage: Stage, report: Report, suite: string): Promise<void> {
  const { repository } = stage.fleet;
  const [first, second, third] = threeOf(stage);
  const [ref = '', ...others] = repository.refs;
  const followers = await follow(stage.fleet, ref);
  if (followers.length !== 1 || followers[0] !== first)
    throw new Error(`${first.name} does not follow ${ref} alone`);
  const before = await Promise.all([first, second, third].map(everything));
  const treeOf = ({ name }: Cluster): string => join(repository.folder, 'dist', name);
  repository.remove(join('dist', second.name));
  cpSync(treeOf(third), treeOf(second), { recursive: true });
  repository.remove(join('dist', third.name, 'units'));
  repository.publish('Two accidents', others);
  repository.git('push', '--quiet', repository.bare, `:${ref}`);
  await Promise.all([
    report.claim(suite, "a ring's ref that disappears deletes nothing", () =>
      expectNothingDeleted(first, before[0] ?? []),
    ),
    report.claim(suite, 'a tree in the place of another cluster deletes nothing', () =>
      expectNothingDeleted(second, before[1] ?? []),
    ),
    report.claim(suite, 'an emptied units folder deletes nothing', () =>
      expectNothingDeleted(third, before[2] ?? []),
    ),
  ]);
  await report.claim(suite, 'a revert and the ref, pushed again, cure them', async () => {
    const { applications } = await stage.fleet.settle();
    return `${String(applications)} Applications`;
  });
}
