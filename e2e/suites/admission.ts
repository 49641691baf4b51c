import { join } from 'node:path';
import { complaints, prepareNamespaces } from '../checks/object-complaints';
import { pinnedCrds } from '../harness/crds';
import { startCluster } from '../harness/cluster';
import { expectNone } from '../harness/expect';
import type { KubeClient } from '../harness/kube-client';
import { committedTrees, type CommittedTree } from '../harness/tree';
import { mapLimited } from '../harness/map-limited';
import { agreeOnMistakes, offlineRefuses, readExamples } from './agreement';
import { REFUSED } from './corpus/refused';
import { agreeOnPolicies, holdsEveryPolicy, letInWhatIsWritten } from './policy/agree-on-policies';
import { comesBackWithoutParameters, judgeUpdates } from './policy/updates';
import type { Suite, SuiteRun } from './suite';

const NAME = 'admission';
const AT_ONCE = 8;

async function tryTree(client: KubeClient, tree: CommittedTree): Promise<string> {
  await prepareNamespaces(client, tree);
  const found = await mapLimited(tree.objects, AT_ONCE, async ({ path, object }) => {
    const reasons = await complaints(client, object).catch((error: unknown) => [String(error)]);
    return reasons.map((reason) => `${path}: ${reason}`);
  });
  expectNone(found.flat());
  const kinds = new Set(tree.objects.map((item) => item.object.kind));
  return `${String(tree.objects.length)} objects of ${String(kinds.size)} kinds`;
}

async function tryExamples(client: KubeClient, examples: CommittedTree): Promise<string> {
  await prepareNamespaces(client, examples);
  const found = await mapLimited(examples.objects, AT_ONCE, async ({ path, object }) => {
    const verdict = await client.apply(object, { dryRun: true });
    return verdict.accepted ? [] : [`${path}: ${verdict.message}`];
  });
  expectNone(found.flat());
  return `${String(examples.objects.length)} objects`;
}

async function tryRefused(client: KubeClient): Promise<string> {
  const wrong = await mapLimited(REFUSED, AT_ONCE, async (item) => {
    const verdict = await client.apply(item.object, { dryRun: true });
    if (verdict.accepted) return [`${item.name}: accepted`];
    return item.because.test(verdict.message)
      ? []
      : [`${item.name}: refused for another reason: ${verdict.message}`];
  });
  expectNone(wrong.flat());
  return `${String(REFUSED.length)} objects`;
}

async function run({ context, report }: SuiteRun): Promise<void> {
  const crds = pinnedCrds(context);
  const cluster = await startCluster(context, { name: 'admission', crds, controllers: false, argocd: false });
  await report.claim(NAME, 'the API server refuses what is wrong, for the right reason', async () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'refused' } };
    await cluster.client.apply(namespace);
    return tryRefused(cluster.client);
  });
  const examples = readExamples(context.repository).map((object) => ({ path: object.kind, object }));
  await report.claim(NAME, 'the API server takes a good example of every kind', () =>
    tryExamples(cluster.client, { name: 'examples', objects: examples }),
  );
  await report.claim(NAME, 'the offline validation refuses every mistake that a schema can see', () =>
    Promise.resolve(offlineRefuses()),
  );
  await report.claim(NAME, 'the offline validation and the API server agree on every planted mistake', () =>
    agreeOnMistakes(
      cluster.client,
      examples.map((item) => item.object),
    ),
  );
  const trees = committedTrees(context.repository);
  if (trees.length === 0) throw new Error(`no committed tree below ${join(context.repository, 'dist')}`);
  for (const tree of trees) {
    await report.claim(NAME, `the API server takes ${tree.name} whole, and stores it as it is written`, () =>
      tryTree(cluster.client, tree),
    );
  }
  const [reference] = trees;
  if (reference === undefined) throw new Error('no tree holds policies');
  const server = { client: cluster.client, waits: context.waits };
  await report.claim(
    NAME,
    'the API server and our own engine give one verdict on every object of the corpus',
    () => agreeOnPolicies(server, reference),
  );
  await report.claim(NAME, 'what runs is judged when it changes, and can be run on when it does not', () =>
    judgeUpdates(cluster.client),
  );
  await report.claim(NAME, 'the policies of each tree let in everything that the tree holds', () =>
    letInWhatIsWritten(server, trees.filter(holdsEveryPolicy)),
  );
  await report.claim(NAME, 'the namespace of lost parameters can be made again', () =>
    comesBackWithoutParameters(cluster.client),
  );
  await cluster.kill();
}

/** Every object of every committed tree, against one API server with the complete definitions. */
export const admission: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver'],
  row: 'beside',
  byDefault: true,
  run,
};
