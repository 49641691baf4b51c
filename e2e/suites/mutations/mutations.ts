import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../checks/analysis';
import { setDifferences, valueDifferences } from '../../checks/live-tree';
import { complaints, prepareNamespaces } from '../../checks/object-complaints';
import { startCluster, type Cluster } from '../../harness/cluster';
import { pinnedCrds } from '../../harness/crds';
import { folderDifferences } from '../../harness/fleet-repository';
import { inventory } from '../../harness/inventory';
import { refOf, type KubeObject } from '../../harness/kube-client';
import type { Report } from '../../harness/report';
import type { RunContext } from '../../harness/run-context';
import { committedTrees, type CommittedTree, type TreeObject } from '../../harness/tree';
import type { Suite, SuiteRun } from '../suite';
import { guardsOff, healingOff } from './argocd-mutations';
import type { ObjectMutation } from './mutation';
import { FOR_ADMISSION, FOR_ANALYSIS, FOR_COMPARISON } from './mutation-list';
import { trafficMutations } from './traffic-mutations';

const NAME = 'mutations';

function target(tree: CommittedTree, mutation: ObjectMutation): TreeObject {
  const found = tree.objects.find((item) => mutation.where(item.object));
  if (found === undefined) throw new Error(`${tree.name} has no object to plant it in`);
  return found;
}

/** A mutation is caught where the check that passes without it has something to say with it. */
function caught(found: readonly string[]): string {
  if (found.length === 0) throw new Error('nobody noticed');
  return (found[0] ?? '').slice(0, 140);
}

async function byAdmission(cluster: Cluster, tree: CommittedTree, mutation: ObjectMutation): Promise<string> {
  const changed = mutation.change(target(tree, mutation).object);
  return caught(await complaints(cluster.client, changed).catch((error: unknown) => [String(error)]));
}

/** A copy of a committed tree in the run's folder with one object changed. */
function copyTree(context: RunContext, tree: CommittedTree, change?: ObjectMutation): string {
  const folder = join(context.folder, 'mutated');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(context.repository, tree.name), folder, { recursive: true, dereference: true });
  if (change !== undefined) {
    const { path, object } = target(tree, change);
    writeFileSync(join(folder, path), JSON.stringify(change.change(object)));
  }
  return folder;
}

async function byAnalysis(
  context: RunContext,
  tree: CommittedTree,
  mutation: ObjectMutation,
): Promise<string> {
  const folder = copyTree(context, tree, mutation);
  return caught(
    await analyze(
      context,
      tree.objects.map((item) => join(folder, item.path)),
    ),
  );
}

function compareWithCommitted(context: RunContext, tree: CommittedTree, folder: string): string {
  const theirs = { folder: join(context.repository, tree.name), url: 'same' };
  return caught(folderDifferences({ folder, url: 'same' }, theirs));
}

function namespaceTooMany(context: RunContext, tree: CommittedTree): string {
  const folder = copyTree(context, tree);
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'too-many' } };
  writeFileSync(join(folder, 'namespaces', 'namespace_too-many.yaml'), JSON.stringify(object));
  return compareWithCommitted(context, tree, folder);
}

async function missingDefinition(context: RunContext, tree: CommittedTree): Promise<string> {
  const crds = pinnedCrds(context).filter((object) => !object.metadata.name.startsWith('destinationrules.'));
  const cluster = await startCluster(context, {
    name: 'without-crd',
    crds,
    controllers: false,
    argocd: false,
  });
  const rules = tree.objects.map((item) => item.object).filter((object) => object.kind === 'DestinationRule');
  await prepareNamespaces(cluster.client, tree);
  const found = await complaints(cluster.client, rules[0] as KubeObject).catch((error: unknown) => [
    String(error),
  ]);
  await cluster.kill();
  return caught(found);
}

type LiveStep = (cluster: Cluster, config: KubeObject) => Promise<unknown>;

/** What may go wrong in a cluster behind the back of a tree; the comparisons of the sync suite must see it. */
const LIVE: readonly (readonly [name: string, step: LiveStep])[] = [
  ['an object missing in the cluster', (cluster, config) => cluster.client.remove(refOf(config))],
  [
    'an object too many in the cluster',
    (cluster, config) =>
      cluster.client.apply({ ...config, metadata: { ...config.metadata, name: 'too-many' } }),
  ],
  [
    'a value changed in the cluster',
    (cluster, config) => {
      const [key = 'key'] = Object.keys(config['data'] as object);
      return cluster.client.patch(refOf(config), { data: { [key]: 'elsewhere' } });
    },
  ],
  [
    'a label lost in the cluster',
    (cluster, config) => cluster.client.patch(refOf(config), { metadata: { labels: { team: null } } }),
  ],
];

async function liveMutations(report: Report, cluster: Cluster, tree: CommittedTree): Promise<void> {
  const before = await inventory(cluster.client);
  const configs = tree.objects.filter(
    (item) => item.object.kind === 'ConfigMap' && item.path.startsWith('apps/'),
  );
  for (const { object } of configs) await cluster.client.apply(object);
  const compare = async (): Promise<readonly string[]> => {
    const live = await inventory(cluster.client);
    return [...setDifferences(configs, live, before), ...valueDifferences(configs, live)];
  };
  await report.claim(NAME, 'without a fault the comparisons are silent', async () => {
    const found = await compare();
    if (found.length > 0) throw new Error(found.join('\n'));
    return `${String(configs.length)} objects`;
  });
  for (const [name, step] of LIVE) {
    await report.claim(NAME, `caught: ${name}`, async () => {
      await step(cluster, (configs[0] as TreeObject).object);
      const found = caught(await compare());
      await cluster.client.remove({ ...refOf((configs[0] as TreeObject).object), name: 'too-many' });
      await cluster.client.apply((configs[0] as TreeObject).object);
      return found;
    });
  }
}

async function run(suite: SuiteRun): Promise<void> {
  const { context, report, fleet } = suite;
  await trafficMutations(suite, NAME);
  const tree = committedTrees(context.repository)[0];
  if (tree === undefined) throw new Error('no committed tree');
  const crds = pinnedCrds(context);
  const cluster = await startCluster(context, { name: 'mutations', crds, controllers: false, argocd: false });
  await prepareNamespaces(cluster.client, tree);
  for (const mutation of FOR_ADMISSION) {
    await report.claim(NAME, `caught: ${mutation.name}`, () => byAdmission(cluster, tree, mutation));
  }
  await liveMutations(report, cluster, tree);
  await cluster.kill();
  await report.claim(NAME, 'caught: a missing definition', () => missingDefinition(context, tree));
  for (const mutation of FOR_ANALYSIS) {
    await report.claim(NAME, `caught: ${mutation.name}`, () => byAnalysis(context, tree, mutation));
  }
  for (const mutation of FOR_COMPARISON) {
    await report.claim(NAME, `caught: ${mutation.name}`, async () =>
      Promise.resolve(compareWithCommitted(context, tree, copyTree(context, tree, mutation))),
    );
  }
  await report.claim(NAME, 'caught: a namespace too many', async () =>
    Promise.resolve(namespaceTooMany(context, tree)),
  );
  const stage = { context, fleet: await fleet() };
  await stage.fleet.settle();
  await report.claim(NAME, 'caught: healing switched off', () => healingOff(stage));
  await report.claim(NAME, 'caught: the guards of an ApplicationSet taken off', () => guardsOff(stage));
}

/** Faults that are planted to show that the other suites can fail; it runs only when it is named. */
export const mutations: Suite = {
  name: NAME,
  tools: [
    'etcd',
    'kube-apiserver',
    'kube-controller-manager',
    'kubectl',
    'argocd',
    'istioctl',
    'pilot-discovery',
    'envoy',
  ],
  row: 'in turn',
  byDefault: false,
  run,
};
