import type { Suite, SuiteRun } from '../suite';
import { accidentsInClusters, accidentsInGit } from './accidents';
import { brokenObject, crdUpgrade, drift, newCommit } from './commits';
import { fourthCluster, startFourth, type JoiningStage } from './fourth-cluster';
import { removal } from './removal';
import { freeze, ringDisappears, ringsMove } from './switches';

const NAME = 'change';

const STEPS: readonly (readonly [claim: string, step: (stage: JoiningStage) => Promise<string>])[] = [
  ['a new commit reaches every cluster', newCommit],
  ['drift by hand heals by itself', drift],
  ['a broken object fails only its own Application and says why; a revert mends it', brokenObject],
  ['a field of a later release gets there once its definition is upgraded', crdUpgrade],
  ['a frozen unit does not move, and thaws', freeze],
  ["a ring's ref fast-forwards and rolls back its clusters alone", ringsMove],
  ["a ring's ref that disappears deletes nothing", ringDisappears],
  ['a removed application is pruned whole, and comes back', removal],
  ['the fourth cluster of the README joins with one file, and then runs an application', fourthCluster],
];

async function run({ context, report, fleet: startedFleet }: SuiteRun): Promise<void> {
  const fleet = await startedFleet();
  await fleet.settle();
  const fourth = startFourth(context, fleet.repository);
  // Whoever waits for it hears of its failure; until then nobody does.
  fourth.catch(() => undefined);
  const stage = { context, fleet, fourth };
  for (const [claim, step] of STEPS) {
    const held = await report.claim(NAME, claim, () => step(stage));
    // A step that failed half way must not spoil those after it.
    if (!held) await fleet.settle();
  }
  await accidentsInClusters(stage, report, NAME);
  await accidentsInGit(stage, report, NAME);
}

/** Commits, accidents and switches in a fleet that runs. */
export const change: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'argocd'],
  runsBeside: false,
  byDefault: true,
  run,
};
