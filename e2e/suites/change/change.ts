import type { Report } from '../../harness/report';
import type { Suite, SuiteRun } from '../suite';
import { accidentsInClusters, accidentsInGit } from './accidents';
import { brokenObject, crdUpgrade, drift, newCommit } from './commits';
import { addFourth, fourthJoins, fourthRuns, startFourth, type Fourth } from './fourth-cluster';
import { removal } from './removal';
import type { Stage } from './step';
import { freeze, ringsMove } from './switches';

const NAME = 'change';

type Step = readonly [claim: string, step: (stage: Stage) => Promise<string>];

/** Each row works in a cluster of its own, so that the rows go on at the same time. */
const STEPS_BESIDE: readonly (readonly Step[])[] = [
  [
    ['drift by hand heals by itself', drift],
    ['a field of a later release gets there once its definition is upgraded', crdUpgrade],
  ],
  [['a broken object fails only its own Application and says why; a revert mends it', brokenObject]],
  [['a frozen unit does not move, and thaws', freeze]],
];

/** Takes one step after the other; false where one did not hold. */
async function take(steps: readonly Step[], stage: Stage, report: Report): Promise<boolean> {
  let held = true;
  for (const [claim, step] of steps) held = (await report.claim(NAME, claim, () => step(stage))) && held;
  return held;
}

/** What failed half way must not spoil what comes after it. */
async function settleUnless(held: boolean, { fleet }: Stage): Promise<void> {
  if (!held) await fleet.settle();
}

async function stepsInEveryCluster(stage: Stage, report: Report): Promise<void> {
  const first = await take([['a new commit reaches every cluster', newCommit]], stage, report);
  const beside = await Promise.all(STEPS_BESIDE.map((steps) => take(steps, stage, report)));
  await settleUnless(first && beside.every(Boolean), stage);
  const moved = await take(
    [["a ring's ref fast-forwards and rolls back its clusters alone", ringsMove]],
    stage,
    report,
  );
  await settleUnless(moved, stage);
}

/** The fourth cluster joins while the others take their steps: it needs nothing of them, and they nothing of it. */
async function stepsWithAFourth(stage: Stage, report: Report, fourth: Fourth): Promise<void> {
  await report.claim(
    NAME,
    'one file adds the cluster of the README, and changes nothing but the ways to it',
    () => addFourth(stage, fourth),
  );
  const [joined] = await Promise.all([
    report.claim(NAME, 'the fourth cluster of the README joins', () => fourthJoins(stage, fourth)),
    stepsInEveryCluster(stage, report),
  ]);
  if (joined) {
    await report.claim(NAME, 'it runs an application once that names its region', () =>
      fourthRuns(stage, fourth),
    );
  }
  await (await fourth.cluster).kill();
  await stage.fleet.settle();
}

async function run({ context, report, fleet: startedFleet }: SuiteRun): Promise<void> {
  const fourth = startFourth(context);
  const fleet = await startedFleet();
  const stage = { context, fleet };
  await fleet.settle();
  await stepsWithAFourth(stage, report, fourth);
  const removed = await take(
    [['a removed application is pruned whole, and comes back', removal]],
    stage,
    report,
  );
  await settleUnless(removed, stage);
  await accidentsInClusters(stage, report, NAME);
  await accidentsInGit(stage, report, NAME);
}

/** Commits, accidents and switches in a fleet that runs. */
export const change: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl', 'argocd'],
  row: 'in turn',
  byDefault: true,
  run,
};
