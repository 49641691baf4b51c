import { join } from 'node:path';
import { setDifferences, valueDifferences } from '../checks/live-tree';
import { applicationStates, chartStates } from '../harness/argocd-state';
import type { Cluster } from '../harness/cluster';
import { expectNone } from '../harness/expect';
import { startFleet, type Fleet } from '../harness/fleet';
import { REFERENCE, treeDifferences } from '../harness/fleet-repository';
import { inventory } from '../harness/inventory';
import type { RunContext } from '../harness/run-context';
import { readClusterTree, type TreeObject } from '../harness/tree';
import { pending } from '../harness/waits';
import type { Suite, SuiteRun } from './suite';

const NAME = 'sync';
const CHARTS_MS = 120_000;

function treeOf(fleet: Fleet, cluster: Cluster): readonly TreeObject[] {
  return readClusterTree(join(fleet.repository.folder, 'dist', cluster.name));
}

function sameTree(context: RunContext, fleet: Fleet): Promise<string> {
  expectNone(treeDifferences(context, fleet.repository));
  return Promise.resolve(`${String(fleet.clusters.length)} clusters`);
}

async function exactObjects(fleet: Fleet, cluster: Cluster): Promise<string> {
  const tree = treeOf(fleet, cluster);
  expectNone(
    setDifferences(tree, await inventory(cluster.client), fleet.before.get(cluster.name) ?? new Map()),
  );
  return `${String(tree.length)} objects`;
}

async function nothingRewritten(fleet: Fleet, cluster: Cluster): Promise<string> {
  expectNone(valueDifferences(treeOf(fleet, cluster), await inventory(cluster.client)));
  return 'every written value stands in the live object';
}

/** Syncs that had to be tried again, for a CRD or a namespace of another unit was not there yet. */
async function retriedSyncs(cluster: Cluster): Promise<string> {
  const states = await applicationStates(cluster);
  const retried = states.filter(({ retries }) => retries > 0);
  expectNone(
    states.filter((state) => state.message !== '').map((state) => `${state.name}: ${state.message}`),
  );
  return `${String(retried.length)} of ${String(states.length)} Applications got there by retries`;
}

/** Charts cannot be pulled here: their Applications are named, and held to what Argo CD says of their specifications. */
async function chartsAccepted(context: RunContext, cluster: Cluster): Promise<string> {
  return context.waits.until(`${cluster.name} has looked at its charts`, CHARTS_MS, async () => {
    const states = await chartStates(cluster);
    const refused = states.filter(({ refusal }) => refusal !== '');
    const words = refused.map(({ name, refusal }) => `${name}: ${refusal}`);
    return words.length === 0
      ? `not pulled: ${states.map(({ name }) => name).join(', ')}`
      : pending(words.join('; '));
  });
}

async function run({ context, report }: SuiteRun): Promise<void> {
  const fleet = await startFleet(context, REFERENCE);
  await report.claim(
    NAME,
    'the tree under test is the committed one but for the address of the repository',
    () => sameTree(context, fleet),
  );
  await report.claim(
    NAME,
    'bootstrapped as their pages say, all clusters reach Synced and Healthy',
    async () => {
      const { applications } = await fleet.settle();
      return `${String(applications)} Applications`;
    },
  );
  report.note(
    'health: controllers are real; pods, autoscalers, load balancers and gateways have a simulated status',
  );
  for (const cluster of fleet.clusters) {
    await report.claim(NAME, `${cluster.name} holds exactly the objects of its tree`, () =>
      exactObjects(fleet, cluster),
    );
    await report.claim(NAME, `${cluster.name} stores them as they are written`, () =>
      nothingRewritten(fleet, cluster),
    );
    await report.claim(NAME, `${cluster.name} takes the specifications of its charts`, () =>
      chartsAccepted(context, cluster),
    );
    await report.claim(NAME, `${cluster.name} needed no hand`, () => retriedSyncs(cluster));
  }
  await fleet.end();
}

/** The reference fleet: three clusters, each with an Argo CD of its own, from nothing to the whole tree. */
export const sync: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'argocd'],
  row: 'alone',
  byDefault: true,
  run,
};
