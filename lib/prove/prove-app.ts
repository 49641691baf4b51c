import type { Cluster } from '../fleet/fleet';
import { outcomeOf, survivorOf, type LossOutcome, type Move, type Survivor } from '../plan/capacity/outcome';
import { leastReplicas } from '../plan/least-replicas';
import type { Loss } from '../plan/losses';
import { recoveryOf, type Recovery } from '../plan/recovery/recovery';
import type { Loss as Struck } from '../simulate/traffic/loss';
import { cascadeOf, type Cascade } from './cascade';
import { differencesOf, missedShares } from './differences';
import type { LineVerdict, ProofLine } from './line';
import type { Problem } from './problem';
import { NOISE, sceneOf, type Scene } from './scene';
import type { Subject } from './subject';
import { reasonsOf } from './words';

/** A loss, as the plan and the simulator know it. */
export interface LostThing {
  readonly loss: Loss;
  readonly struck: readonly Struck[];
}

const NOBODY: ReadonlySet<string> = new Set();
const NOTHING: Loss = { kind: 'zone', name: 'nothing', clusters: NOBODY, takesZoneOf: () => false };

/** What does not hold while nothing is lost; `daily` is the app's scene then. */
export function dailyProblems(subject: Subject, daily: Scene): readonly Problem[] {
  const { context, fleet } = subject;
  const survivors = (context.tiers ?? []).map((tier) =>
    survivorOf({ ...tier, baseRps: daily.load.get(tier.cluster) ?? 0 }, 0, NOTHING, fleet),
  );
  const cascade = cascadeOf(subject, NOTHING, [], daily);
  return [
    ...differencesOf(subject, daily, NOBODY),
    ...missedShares(subject, daily),
    ...overloads(subject, survivors, cascade),
  ];
}

/** Proves one app in one loss; `daily` is its scene while nothing is lost. */
export function proveLine(subject: Subject, { loss, struck }: LostThing, daily: Scene): ProofLine {
  const planned = outcomeOf(subject.context, loss);
  const written = strikes(subject, { loss, struck });
  const scene = sceneOf(subject, written, daily);
  const cascade = cascadeOf(subject, loss, written, scene);
  const byPerson = waitsForPerson(subject, loss) && planned.moves.length > 0;
  const moves = byPerson ? planned.moves : movesOf(subject, daily, scene);
  const survivors = survivorsOf(subject, daily, moves, loss);
  const outcome: LossOutcome = {
    ...planned,
    moves,
    survivors,
    verdict: verdictOf(planned, moves, survivors, answeredBy(loss, daily)),
  };
  // Where no cluster is lost, no user comes in elsewhere: callers find out by themselves.
  const inMesh = loss.clusters.size === 0 ? { ...outcome, moves: [] } : outcome;
  const recovery = recoveryOf(subject.context, inMesh);
  const problems = [
    ...differencesOf(subject, scene, loss.clusters),
    ...overloads(subject, survivors, cascade),
    ...lateness(recovery),
  ];
  return {
    app: subject.plan.app.name,
    verdict: lineVerdict(outcome, recovery, problems),
    moves,
    movedBy: byPerson ? 'person' : 'mesh',
    survivors,
    recovery,
    cascade,
    problems,
    why: reasonsOf(subject.plan.app.name, problems),
  };
}

/**
 * What of a loss strikes an app for longer than a new pod takes: with fewer replicas than zones the last one may have been in
 * the zone that is lost, and is started anew in another.
 */
export function strikes({ context }: Subject, { loss, struck }: LostThing): readonly Struck[] {
  const { plan } = context;
  const thin = plan.placed.filter(
    (cluster) => loss.takesZoneOf(cluster) && leastReplicas(plan, cluster) < cluster.zones.length,
  );
  if (thin.length === 0) return struck;
  return struck.filter((one) => one.kind !== 'zone' || !thin.some(({ region }) => region === one.region));
}

/** A single writer that a person moves: until then nobody may answer. */
function waitsForPerson({ plan }: Subject, loss: Loss): boolean {
  return plan.locality.kind === 'primary-only' && loss.clusters.has(plan.locality.primary.id);
}

/** What some clusters answer less than day by day, and others more; each gives to all others in proportion. */
function movesOf({ context }: Subject, daily: Scene, scene: Scene): readonly Move[] {
  const change = (cluster: Cluster): number =>
    (scene.load.get(cluster) ?? 0) - (daily.load.get(cluster) ?? 0);
  const less = [...daily.load.keys()].filter((cluster) => change(cluster) < -NOISE);
  const more = [...scene.load.keys()].filter((cluster) => change(cluster) > NOISE);
  const given = less.reduce((sum, cluster) => sum - change(cluster), 0);
  return less.flatMap((from) =>
    more.map((to): Move => {
      const rps = (change(to) * -change(from)) / given;
      const share = rps / (daily.load.get(from) ?? rps);
      return { from, to, share, ...(context.tiers === undefined ? {} : { rps }) };
    }),
  );
}

function survivorsOf(
  { context, fleet }: Subject,
  daily: Scene,
  moves: readonly Move[],
  loss: Loss,
): readonly Survivor[] {
  return (context.tiers ?? []).flatMap((tier) => {
    const { cluster } = tier;
    if (loss.clusters.has(cluster.id)) return [];
    const moved = moves.filter(({ to }) => to === cluster).reduce((sum, { rps = 0 }) => sum + rps, 0);
    const baseRps = daily.load.get(cluster) ?? 0;
    const serves = moved > 0 || (baseRps > 0 && loss.takesZoneOf(cluster));
    return serves ? [survivorOf({ ...tier, baseRps }, moved, loss, fleet)] : [];
  });
}

/** Whether what is lost answers anything day by day: a region that nobody is homed in does not. */
function answeredBy({ clusters }: Loss, { load }: Scene): boolean {
  return [...load].some(([{ id }, rps]) => clusters.has(id) && rps > NOISE);
}

function verdictOf(
  planned: LossOutcome,
  moves: readonly Move[],
  survivors: readonly Survivor[],
  hadAnswered: boolean,
): LossOutcome['verdict'] {
  if (moves.length === 0 && survivors.length === 0) {
    if (planned.moves.length > 0) return hadAnswered ? 'away' : 'unaffected';
    return planned.verdict === 'away' || !planned.loadKnown ? planned.verdict : 'unaffected';
  }
  return survivors.some(({ tier, allowance }) => allowance > tier.maxReplicas) ? 'short' : 'carried';
}

/** By the plan's own measure: more replicas than the autoscaler may have, at the use that it aims at. */
function overloads({ fleet }: Subject, survivors: readonly Survivor[], cascade: Cascade): readonly Problem[] {
  const [fullest] = survivors
    .filter(({ tier, allowance }) => allowance > tier.maxReplicas)
    .sort((a, b) => b.utilisationAfter - a.utilisationAfter);
  if (fullest === undefined) return [];
  const { growthFactor: growth } = fleet.objective;
  return [{ kind: 'overload', survivor: fullest, growth, cascade }];
}

function lateness({ verdict, steps, seconds, rtoSeconds }: Recovery): readonly Problem[] {
  if (rtoSeconds === undefined || (verdict !== 'broken' && verdict !== 'impossible')) return [];
  return [{ kind: 'late', steps, seconds, rtoSeconds }];
}

function lineVerdict(
  { verdict, loadKnown }: LossOutcome,
  recovery: Recovery,
  problems: readonly Problem[],
): LineVerdict {
  if (problems.length > 0) return 'breaks';
  if (verdict === 'unaffected') return 'unaffected';
  if (recovery.verdict === 'impossible') return 'away';
  if (recovery.restoredIn !== undefined) return recovery.verdict === 'kept' ? 'holds' : 'away';
  return loadKnown ? 'holds' : 'unproven';
}
