import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../checks/analysis';
import { KNOWN_LOG } from '../expectations/istio-messages';
import { startCluster, type Cluster } from '../harness/cluster';
import { pinnedCrds, usedCrds } from '../harness/crds';
import { expectNone } from '../harness/expect';
import { startIstiod, type Istiod } from '../harness/istiod';
import { refOf, refText, type KubeObject } from '../harness/kube-client';
import type { RunContext } from '../harness/run-context';
import { committedTrees, isWhole, type CommittedTree } from '../harness/tree';
import { pending } from '../harness/waits';
import { scenariosAreClean } from './istio-scenarios';
import type { Suite, SuiteRun } from './suite';

const NAME = 'istio';
const LOAD_MS = 60_000;

/** The kinds that istiod reads: those of Kubernetes itself, of the Gateway API and its own. */
const READ =
  /^(v1|(apps|batch|autoscaling|policy|discovery\.k8s\.io|gateway\.networking\.k8s\.io|[a-z]+\.istio\.io)\/.*)$/;

function readObjects(tree: CommittedTree): readonly KubeObject[] {
  return tree.objects.map((item) => item.object).filter(({ apiVersion }) => READ.test(apiVersion));
}

/** Namespaces before what lives in them, the rest in any order. */
function inOrder(tree: CommittedTree): readonly KubeObject[] {
  const objects = readObjects(tree);
  const namespaces = objects.filter((object) => object.kind === 'Namespace');
  const named = new Set(namespaces.map((object) => object.metadata.name));
  const implied = new Set(objects.map((object) => object.metadata.namespace ?? 'default'));
  const bare = [...implied]
    .filter((name) => !named.has(name))
    .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  return [...namespaces, ...bare, ...objects.filter((object) => object.kind !== 'Namespace')];
}

async function cleanAnalysis(context: RunContext, tree: CommittedTree): Promise<string> {
  // The files with the units' parameters are no manifests.
  const files = tree.objects.map((item) => join(context.repository, tree.name, item.path));
  expectNone(await analyze(context, files));
  return `${String(files.length)} files`;
}

async function applyTree(cluster: Cluster, tree: CommittedTree): Promise<void> {
  for (const object of inOrder(tree)) {
    const verdict = await cluster.client.apply(object);
    if (!verdict.accepted) throw new Error(`${refText(refOf(object))}: ${verdict.message}`);
  }
}

function isIstio(object: KubeObject): boolean {
  return /^(networking|security|telemetry)\.istio\.io\//.test(object.apiVersion);
}

function isInMesh({ objects }: CommittedTree): boolean {
  return objects.some(({ object }) => isIstio(object));
}

/** Every object of the tree that is istiod's business stands in what it loaded. */
async function loads(context: RunContext, istiod: Istiod, tree: CommittedTree): Promise<string> {
  const wanted = tree.objects.map((item) => item.object).filter(isIstio);
  await context.waits.until(`istiod loads ${tree.name}`, LOAD_MS, async () => {
    const loaded = (await istiod.debug('configz')) as readonly KubeObject[];
    const names = new Set(
      loaded.map((object) => `${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`),
    );
    const missing = wanted.filter(
      (object) => !names.has(`${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`),
    );
    return missing.length === 0
      ? true
      : pending(`${String(missing.length)} missing, ${refText(refOf(missing[0] as KubeObject))}`);
  });
  return `${String(wanted.length)} objects`;
}

interface RouteObject extends KubeObject {
  readonly status?: {
    readonly parents?: readonly {
      readonly conditions: readonly {
        readonly type: string;
        readonly status: string;
        readonly message?: string;
      }[];
    }[];
  };
}

/** Every route of the tree is accepted by istiod, and its backends are found. */
async function routesAccepted(context: RunContext, cluster: Cluster, tree: CommittedTree): Promise<string> {
  const routes = tree.objects.map((item) => item.object).filter((object) => object.kind === 'HTTPRoute');
  for (const route of routes) {
    await context.waits.until(`${refText(refOf(route))} accepted`, LOAD_MS, async () => {
      const live = (await cluster.client.get(refOf(route))) as RouteObject | undefined;
      const conditions = (live?.status?.parents ?? []).flatMap((parent) => parent.conditions);
      const wanted = ['Accepted', 'ResolvedRefs'].map((type) =>
        conditions.find((item) => item.type === type),
      );
      const wrong = wanted.find((item) => item?.status !== 'True');
      return wanted.every((item) => item?.status === 'True')
        ? true
        : pending(wrong?.message ?? 'no condition');
    });
  }
  return `${String(routes.length)} routes`;
}

interface EntryObject extends KubeObject {
  readonly status?: { readonly addresses?: readonly { readonly value: string }[] };
}

/** Hosts outside the mesh without an address get one of istiod's: by it alone a proxy tells their connections apart. */
async function addressesGiven(context: RunContext, cluster: Cluster, tree: CommittedTree): Promise<string> {
  const entries = tree.objects.map((item) => item.object).filter((object) => object.kind === 'ServiceEntry');
  for (const entry of entries) {
    await context.waits.until(`${refText(refOf(entry))} has an address`, LOAD_MS, async () => {
      const live = (await cluster.client.get(refOf(entry))) as EntryObject | undefined;
      return (live?.status?.addresses ?? []).length > 0 ? true : pending('none yet');
    });
  }
  return `${String(entries.length)} entries`;
}

function quietLog(istiod: Istiod): string {
  const lines = readFileSync(istiod.process.log, 'utf8')
    .split('\n')
    .filter((line) => /\t(warn|error|fatal)\t/.test(line));
  expectNone(lines.filter((line) => !KNOWN_LOG.some((known) => known.text.test(line))));
  return `${String(lines.length)} reviewed lines`;
}

async function tryTree(
  { context, report }: SuiteRun,
  tree: CommittedTree,
  crds: readonly KubeObject[],
): Promise<void> {
  const name = tree.name.replaceAll('/', '-');
  const cluster = await startCluster(context, { name, crds, controllers: false, argocd: false });
  await applyTree(cluster, tree);
  const istiod = await startIstiod(context, cluster);
  await report.claim(NAME, `istiod loads every object of ${tree.name}`, () => loads(context, istiod, tree));
  await report.claim(NAME, `istiod accepts every route of ${tree.name}`, () =>
    routesAccepted(context, cluster, tree),
  );
  await report.claim(NAME, `istiod gives addresses to the hosts outside the mesh in ${tree.name}`, () =>
    addressesGiven(context, cluster, tree),
  );
  await report.claim(NAME, `istiod warns of nothing in ${tree.name}`, async () =>
    Promise.resolve(quietLog(istiod)),
  );
  await context.processes.stop(istiod.process);
  await cluster.kill();
}

async function run(suite: SuiteRun): Promise<void> {
  const trees = committedTrees(suite.context.repository).filter(isWhole);
  if (trees.length === 0) throw new Error('no committed tree');
  for (const tree of trees) {
    await suite.report.claim(NAME, `istioctl has nothing against ${tree.name}`, () =>
      cleanAnalysis(suite.context, tree),
    );
  }
  await suite.report.claim(NAME, 'istioctl has nothing against the trees of the scenarios', () =>
    scenariosAreClean(suite.context),
  );
  const crds = usedCrds(pinnedCrds(suite.context), trees.flatMap(readObjects));
  for (const tree of trees.filter(isInMesh)) await tryTree(suite, tree, crds);
}

/** What Istio itself says of every tree. */
export const istio: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'istioctl', 'pilot-discovery'],
  row: 'beside',
  byDefault: true,
  run,
};
