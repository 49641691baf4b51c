import { renameSync } from 'node:fs';
import { applicationStates, awaitSynced, refresh } from '../harness/argocd-state';
import type { Cluster } from '../harness/cluster';
import { applicationUnits, type Fleet } from '../harness/fleet';
import { expectNone } from '../harness/expect';
import { inventoryNames, without } from '../harness/inventory';
import type { RunContext } from '../harness/run-context';
import { pause, pending } from '../harness/waits';
import { changeMarker, liveMarker, markerObject } from './marker';
import type { Suite, SuiteRun } from './suite';

const NAME = 'region-loss';
const CATCH_UP_MS = 240_000;
const WATCH_MS = 8_000;

async function expectMarker(fleet: Fleet, cluster: Cluster, value: string): Promise<void> {
  const live = await liveMarker(fleet, cluster);
  if (live !== value) throw new Error(`${cluster.name} has ${live ?? 'nothing'} in place of ${value}`);
}

/** The survivors take a commit that the lost region does not see. */
async function othersGoOn(fleet: Fleet, lost: Cluster): Promise<string> {
  await lost.kill();
  const others = fleet.clusters.filter((cluster) => cluster !== lost);
  changeMarker(fleet, 'while one region is lost');
  const revision = fleet.repository.publish('A commit while one region is lost');
  const count = await fleet.awaitAll(revision, others);
  for (const cluster of others) await expectMarker(fleet, cluster, 'while one region is lost');
  return `${String(others.length)} clusters, ${String(count)} Applications`;
}

/** Nothing is asked of the region that comes back: no refresh, no command. */
async function comesBack(context: RunContext, fleet: Fleet, lost: Cluster): Promise<string> {
  await lost.revive();
  const revision = fleet.repository.git('rev-parse', 'HEAD');
  const units = applicationUnits(fleet.repository, lost.name);
  await awaitSynced(context, lost, { revision, units, healthy: true, timeoutMs: CATCH_UP_MS });
  await expectMarker(fleet, lost, 'while one region is lost');
  return `${String(units.size + 1)} Applications`;
}

/** Moves the repository away, looks again and again, and heals a deleted object meanwhile. */
async function gitGone(fleet: Fleet): Promise<string> {
  const { bare } = fleet.repository;
  const before = await Promise.all(fleet.clusters.map(({ client }) => inventoryNames(client)));
  renameSync(bare, `${bare}.away`);
  try {
    await Promise.all(fleet.clusters.map((cluster) => refresh(cluster)));
    await pause(WATCH_MS);
    const after = await Promise.all(fleet.clusters.map(({ client }) => inventoryNames(client)));
    const lost = before.flatMap((list, index) => without(list, after[index] ?? []));
    expectNone(lost, 'lost:');
    const unknown = (await Promise.all(fleet.clusters.map(applicationStates))).flat();
    const seen = unknown.filter((state) => state.sync !== 'Synced').length;
    const total = before.reduce((sum, list) => sum + list.length, 0);
    return `${String(total)} objects before and after; ${String(seen)} Applications noticed`;
  } finally {
    renameSync(`${bare}.away`, bare);
  }
}

async function gitBack(context: RunContext, fleet: Fleet): Promise<string> {
  changeMarker(fleet, 'after the outage of Git');
  const revision = fleet.repository.publish('A commit after the outage of Git');
  const count = await fleet.awaitAll(revision);
  await context.waits.until('drift healed after the outage', 60_000, async () => {
    const values = await Promise.all(fleet.clusters.map((cluster) => liveMarker(fleet, cluster)));
    return values.every((value) => value === 'after the outage of Git') ? true : pending(values.join(', '));
  });
  return `${String(count)} Applications`;
}

async function run({ context, report, fleet: startedFleet }: SuiteRun): Promise<void> {
  const fleet = await startedFleet();
  await fleet.settle();
  for (const lost of fleet.clusters.slice(-1)) {
    const marker = markerObject(fleet, lost).path;
    report.note(`a commit changes ${marker} in every cluster`);
    await report.claim(NAME, `without ${lost.name}, the others still take a new commit`, () =>
      othersGoOn(fleet, lost),
    );
    await report.claim(NAME, `${lost.name} comes back and catches up with no manual step`, () =>
      comesBack(context, fleet, lost),
    );
  }
  await report.claim(NAME, 'with Git unreachable nothing is pruned', () => gitGone(fleet));
  await report.claim(NAME, 'with Git back every cluster takes the next commit', () =>
    gitBack(context, fleet),
  );
}

/** The loss of one region, and of the Git server. */
export const regionLoss: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'argocd'],
  row: 'in turn',
  byDefault: true,
  run,
};
