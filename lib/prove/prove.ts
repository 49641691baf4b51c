import type { LintIndex } from '../lint/lint-index';
import { readTraffic } from '../simulate/traffic/traffic-model';
import { heldRoom } from './held-room';
import type { ProofLine } from './line';
import { proofLosses, type ProofLoss } from './proof-losses';
import type { Problem } from './problem';
import { dailyProblems, proveLine } from './prove-app';
import { reachOf } from './reach';
import { sceneOf } from './scene';
import { subjectOf, type Evidence } from './subject';
import { reasonsOf } from './words';

/** One loss, and what becomes of every app in it. */
export interface ProofBlock extends ProofLoss {
  /** In the order of the apps. */
  readonly lines: readonly ProofLine[];
}

/** What does not hold of an app while nothing is lost. */
export interface DailyProblems {
  readonly app: string;
  readonly problems: readonly Problem[];
  /** The same in words. */
  readonly why: readonly string[];
}

/** What is proven of a fleet. */
export interface Proof {
  /** What does not hold while nothing is lost: apps without a problem are missing. */
  readonly daily: readonly DailyProblems[];
  readonly blocks: readonly ProofBlock[];
  /** Apps of which there is nothing to prove: they take no calls, or have no release yet. */
  readonly unserved: readonly string[];
}

/** Gathers what every app is proven with, once. */
export function evidenceOf(index: LintIndex): Evidence {
  const { plan, compiled } = index;
  const model = readTraffic({ plan, compiled });
  return { index, model, reach: reachOf(plan.fleet.clusters), isHeld: heldRoom(plan, model.objects) };
}

/** Proves every app in every loss. Linear in apps × losses × clusters of an app. */
export function prove(evidence: Evidence): Proof {
  const { plan } = evidence.index;
  const losses = proofLosses(plan.fleet);
  const lines = new Map(losses.map((loss): [ProofLoss, ProofLine[]] => [loss, []]));
  const daily: DailyProblems[] = [];
  const unserved: string[] = [];
  for (const app of plan.apps) {
    const subject = subjectOf(app, evidence);
    if (subject === undefined) {
      unserved.push(app.app.name);
      continue;
    }
    const scene = sceneOf(subject, []);
    const problems = dailyProblems(subject, scene);
    const { name } = app.app;
    if (problems.length > 0) daily.push({ app: name, problems, why: reasonsOf(name, problems) });
    for (const loss of losses) lines.get(loss)?.push(proveLine(subject, loss, scene));
  }
  return { daily, blocks: losses.map((loss) => ({ ...loss, lines: lines.get(loss) ?? [] })), unserved };
}
