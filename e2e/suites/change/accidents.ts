import { join } from 'node:path';
import { cpSync } from 'node:fs';
import { applicationSetRef } from '../../harness/argocd-state';
import { bootstrap } from '../../harness/bootstrap';
import type { Cluster } from '../../harness/cluster';
import { refOf, refText } from '../../harness/kube-client';
import type { Report } from '../../harness/report';
import { clusterAt, everything, expectNothingDeleted, type Stage } from './step';

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

/** Accidents in the clusters, one in each at the same time; a repeated bootstrap is the cure for all. */
export async function accidentsInClusters(stage: Stage, report: Report, suite: string): Promise<void> {
  const [first, second, third] = [0, 1, 2].map((index) => clusterAt(stage.fleet, index)) as [
    Cluster,
    Cluster,
    Cluster,
  ];
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

/** Accidents in the repository: one cluster loses its unit files, another gets the tree of a third. */
export async function accidentsInGit(stage: Stage, report: Report, suite: string): Promise<void> {
  const { repository } = stage.fleet;
  const [first, second, third] = [0, 1, 2].map((index) => clusterAt(stage.fleet, index)) as [
    Cluster,
    Cluster,
    Cluster,
  ];
  const before = await Promise.all([first, second].map(everything));
  repository.remove(join('dist', first.name, 'units'));
  repository.remove(join('dist', second.name));
  cpSync(join(repository.folder, 'dist', third.name), join(repository.folder, 'dist', second.name), {
    recursive: true,
  });
  repository.publish('Two accidents');
  await Promise.all([
    report.claim(suite, 'an emptied units folder deletes nothing', () =>
      expectNothingDeleted(first, before[0] ?? []),
    ),
    report.claim(suite, 'a tree in the place of another cluster deletes nothing', () =>
      expectNothingDeleted(second, before[1] ?? []),
    ),
  ]);
  await report.claim(suite, 'a revert cures both', async () => {
    const { applications } = await stage.fleet.settle();
    return `${String(applications)} Applications`;
  });
}
