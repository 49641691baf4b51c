import type { Cluster, Fleet } from '../../fleet/fleet';
import { isDrained } from '../drained';
import type { Loss } from '../losses';
import type { AppPlan } from '../plan';
import { absorptionOf, servingChain, sharesOf, type Absorption, type AbsorptionContext } from './absorption';
import { aliveWithoutZone, replicasAtTarget, utilisation, zoneFactor } from './replicas';
import { tiersOf, type Tier } from './tiers';

/**
 * What becomes of an app's requests in a loss.
 * - `unaffected`: it has nothing there that serves.
 * - `carried`: every request has somebody who may grow enough to serve it.
 * - `short`: a tier that takes over may not grow enough.
 * - `away`: nobody takes over.
 */
export type OutcomeVerdict = 'unaffected' | 'carried' | 'short' | 'away';

/** Requests that move from a lost cluster to one that is left. */
export interface Move {
  readonly from: Cluster;
  readonly to: Cluster;
  /** Share of the lost cluster's requests, from 0 to 1. */
  readonly share: number;
  /** Requests a second at the peak, without growth; undefined where no load is declared. */
  readonly rps?: number;
}

/** A tier that carries more, or carries it with a zone less. */
export interface Survivor {
  readonly tier: Tier;
  /** Requests a second at the peak after the loss, with the declared growth. */
  readonly rps: number;
  /** Replicas that run when the loss comes, and those of them that are left. */
  readonly running: number;
  readonly alive: number;
  /** Replicas that the load takes at the target. */
  readonly needed: number;
  /** What the load comes to where every zone counts: z ÷ (z − 1) of it where one is gone. */
  readonly planRps: number;
  /** Replicas that the autoscaler must be allowed for it. */
  readonly allowance: number;
  /** Use of the replicas that are left, from 0; and once the autoscaler has done what it may. */
  readonly utilisationAtOnce: number;
  readonly utilisationAfter: number;
}

/** One app in one loss: a line of the proof. */
export interface LossOutcome {
  readonly app: string;
  readonly loss: Loss;
  readonly absorption: Absorption;
  readonly verdict: OutcomeVerdict;
  readonly moves: readonly Move[];
  /** Empty where no load is declared. */
  readonly survivors: readonly Survivor[];
  /** Whether the figures of load are known. */
  readonly loadKnown: boolean;
}

/** An app with what all of its losses have in common. */
export interface AppContext {
  readonly plan: AppPlan;
  readonly fleet: Fleet;
  readonly tiers?: readonly Tier[] | undefined;
  readonly routing: AbsorptionContext;
  /** Whether a cluster holds room ready for a loss, so that replicas wait for no node there. @default - none does */
  readonly isHeld?: (cluster: Cluster, loss: Loss) => boolean;
}

/** Gathers what all losses of an app have in common; `absorption` replaces the app's own, to compare. */
export function appContext(plan: AppPlan, fleet: Fleet, absorption = absorptionOf(plan)): AppContext {
  const chain = servingChain(plan, fleet);
  const tiers = tiersOf(plan, chain, fleet);
  const base = new Map(tiers?.map((tier) => [tier.cluster, tier.baseRps]));
  const baseRps = (cluster: Cluster): number => base.get(cluster) ?? 0;
  return { plan, fleet, tiers, routing: { absorption, chain, baseRps, fleet } };
}

/** What a loss does to an app: who takes which requests, and how full that makes them. */
export function outcomeOf({ plan, fleet, tiers, routing }: AppContext, loss: Loss): LossOutcome {
  const lost = plan.placed.filter(({ id }) => loss.clusters.has(id));
  const left = plan.placed.filter(
    (cluster) => !isDrained(plan.app, cluster) && !loss.clusters.has(cluster.id),
  );
  const serving = lost.filter((cluster) => !isDrained(plan.app, cluster) && serves(cluster, routing));
  const moves = serving.flatMap((from) =>
    sharesOf(from, left, routing).map(({ to, share }): Move => ({
      from,
      to,
      share,
      ...(tiers === undefined ? {} : { rps: routing.baseRps(from) * share }),
    })),
  );
  const survivors = (tiers ?? [])
    .filter(({ cluster }) => left.includes(cluster))
    .filter(({ cluster }) => loss.takesZoneOf(cluster) || moves.some(({ to }) => to === cluster))
    .map((tier) => survivorOf(tier, movedTo(tier, moves), loss, fleet));
  const common = { app: plan.app.name, loss, absorption: routing.absorption, moves, survivors };
  const verdict = verdictOf(serving, moves, survivors, left.some(loss.takesZoneOf));
  return { ...common, loadKnown: tiers !== undefined, verdict };
}

/** Whether requests go to a cluster while nothing is lost: a standby has none to move. */
function serves(cluster: Cluster, { chain }: AbsorptionContext): boolean {
  const head = chain?.find((group) => group.length > 0);
  return head === undefined || head.includes(cluster);
}

function verdictOf(
  serving: readonly Cluster[],
  moves: readonly Move[],
  survivors: readonly Survivor[],
  zoneLost: boolean,
): OutcomeVerdict {
  if (serving.length > 0 && moves.length === 0) return 'away';
  if (survivors.some(({ tier, allowance }) => allowance > tier.maxReplicas)) return 'short';
  return serving.length === 0 && !zoneLost ? 'unaffected' : 'carried';
}

function movedTo({ cluster }: Tier, moves: readonly Move[]): number {
  return moves.filter(({ to }) => to === cluster).reduce((sum, { rps = 0 }) => sum + rps, 0);
}

/** How full a tier becomes in a loss; `moved` are the requests a second that come to its own, without growth. */
export function survivorOf(tier: Tier, moved: number, loss: Loss, fleet: Pick<Fleet, 'objective'>): Survivor {
  const { cluster, figures, baseRps, minReplicas, maxReplicas } = tier;
  const { growthFactor } = fleet.objective;
  const rps = (baseRps + moved) * growthFactor;
  const zones = loss.takesZoneOf(cluster) ? cluster.zones.length : 0;
  const wanted = Math.max(minReplicas, replicasAtTarget(baseRps * growthFactor, figures));
  const running = Math.min(maxReplicas, wanted);
  const alive = aliveWithoutZone(running, zones);
  const needed = Math.max(minReplicas, replicasAtTarget(rps, figures));
  const most = aliveWithoutZone(maxReplicas, zones);
  const planRps = rps * zoneFactor(zones);
  return {
    tier,
    rps,
    running,
    alive,
    needed,
    planRps,
    allowance: replicasAtTarget(planRps, figures),
    utilisationAtOnce: utilisation(rps, alive, figures),
    utilisationAfter: utilisation(rps, Math.min(needed, Math.max(most, alive)), figures),
  };
}
