import type { Report } from '../../harness/report';
import type { Suite, SuiteRun } from '../suite';
import { accidentsInClusters, accidentsInGit } from './accidents';
import { brokenObject, crdUpgrade, drift, newCommit } from './commits';
import { fourthCluster, startFourth, type JoiningStage } from './fourth-cluster';
import { removal } from './removal';
import type { Stage } from './step';
import { freeze, ringDisappears, ringsMove } from './switches';

const NAME = 'change';

type Step<S> = readonly [claim: string, step: (stage: S) => Promise<string>];

const STEPS: readonly Step<Stage>[] = [
  ['a new commit reaches every cluster', newCommit],
  ['drift by hand heals by itself', drift],
  ['a broken object fails only its own Application and says why; a revert mends it', brokenObject],
  ['a field of a later release gets there once its definition is upgraded', crdUpgrade],
  ['a frozen unit does not move, and thaws', freeze],
  ["a ring's ref fast-forwards and rolls back its clusters alone", ringsMove],
  ["a ring's ref that disappears deletes nothing", ringDisappears],
];

const STEPS_WITH_A_FOURTH: readonly Step<JoiningStage>[] = [
  ['a removed application is pruned whole, and comes back', removal],
  ['the fourth cluster of the README joins with one file, and then runs an application', fourthCluster],
];

/** Takes one step after the other; one that failed half way must not spoil those after it. */
async function take<S extends Stage>(steps: readonly Step<S>[], stage: S, report: Report): Promise<void> {
  for (const [claim, step] of steps) {
    const held = await report.claim(NAME, claim, () => step(stage));
    if (!held) await stage.fleet.settle();
  }
}

async function run({ context, report, fleet: startedFleet }: SuiteRun): Promise<void> {
  const fleet = await startedFleet();
  const stage = { context, fleet };
  await fleet.settle();
  await take(STEPS, stage, report);
  const fourth = startFourth(context, fleet.repository);
  // Whoever waits for it hears of its failure; until then nobody does.
  fourth.catch(() => undefined);
  await take(STEPS_WITH_A_FOURTH, { ...stage, fourth }, report);
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
