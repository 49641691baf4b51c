import type { Cluster } from '../../fleet/fleet';
import type { Loss } from '../losses';
import type { AppPlan } from '../plan';
import type { WorstLoad } from '../worst-load';
import { outcomeOf, type AppContext, type LossOutcome, type Survivor } from './outcome';
import { headroom, loadFactor, replicasAtTarget, staticReplicas, steadyCeiling } from './replicas';
import type { Tier } from './tiers';

/** What one tier has to be able to do. Loads are requests a second, with the declared growth where they are those of a loss. */
export interface TierCapacity {
  readonly tier: Tier;
  /** The load of the worst loss, as `Survivor.planRps`; its own peak where no loss adds to that. */
  readonly worstRps: number;
  /** The survivor of that loss; absent where no loss adds to its own peak. */
  readonly worst?: { readonly loss: Loss; readonly survivor: Survivor } | undefined;
  /** How many times its own peak that is; undefined where it has none of its own. */
  readonly loadFactor?: number | undefined;
  /** Replicas at the peak while nothing is lost, and those that the worst loss takes. */
  readonly now: number;
  readonly after: number;
  /** Most replicas that are alive and in use at once. */
  readonly alive: number;
  /** Replicas that carry the worst loss at once, at the ceiling. */
  readonly staticStable: number;
  /** What to hold ready; percent is that of a CapacityBuffer. */
  readonly headroom: { readonly replicas: number; readonly percent: number };
  /** Use at which it may run day by day so that the worst loss stays at the ceiling; undefined as `loadFactor`. */
  readonly steadyCeiling?: number | undefined;
}

/** The capacity plan of one app. */
export interface AppCapacity {
  readonly plan: AppPlan;
  readonly context: AppContext;
  /** Empty where no load is declared. */
  readonly tiers: readonly TierCapacity[];
  readonly outcomes: readonly LossOutcome[];
}

/** The capacity plan of one app under one way of absorption. */
export function appCapacity(context: AppContext, losses: readonly Loss[]): AppCapacity {
  const outcomes = losses.map((loss) => outcomeOf(context, loss));
  const found = new Map<Cluster, { loss: Loss; survivor: Survivor }[]>();
  for (const { loss, survivors } of outcomes) {
    for (const survivor of survivors) {
      const list = found.get(survivor.tier.cluster);
      if (list === undefined) found.set(survivor.tier.cluster, [{ loss, survivor }]);
      else list.push({ loss, survivor });
    }
  }
  const { growthFactor } = context.fleet.objective;
  const tiers = (context.tiers ?? []).map((tier) =>
    tierCapacity(tier, found.get(tier.cluster) ?? [], growthFactor),
  );
  return { plan: context.plan, context, tiers, outcomes };
}

function tierCapacity(
  tier: Tier,
  found: readonly { readonly loss: Loss; readonly survivor: Survivor }[],
  growthFactor: number,
): TierCapacity {
  const { figures, baseRps, minReplicas } = tier;
  const own = baseRps * growthFactor;
  const worst = found.reduce<(typeof found)[number] | undefined>(
    (most, next) => (next.survivor.planRps > (most?.survivor.planRps ?? own) ? next : most),
    undefined,
  );
  const worstRps = worst?.survivor.planRps ?? own;
  const now = Math.max(minReplicas, replicasAtTarget(baseRps, figures));
  const after = Math.max(now, replicasAtTarget(worstRps, figures));
  const factor = loadFactor(worstRps, baseRps);
  return {
    tier,
    worstRps,
    worst,
    loadFactor: factor,
    now,
    after,
    alive: Math.max(now, replicasAtTarget(own, figures), ...found.map(({ survivor }) => survivor.needed)),
    staticStable: staticReplicas(worstRps, figures),
    headroom: headroom(now, after),
    steadyCeiling: factor === undefined ? undefined : steadyCeiling(factor, figures),
  };
}

/** The most that each app gets in one cluster, by the app's name; those without a declared load are missing. */
export function worstLoads(apps: readonly AppCapacity[]): ReadonlyMap<string, WorstLoad> {
  return new Map(
    apps.flatMap((app) => {
      const worst = worstLoad(app);
      return worst === undefined ? [] : [[app.plan.app.name, worst] as const];
    }),
  );
}

function worstLoad({ context, tiers, outcomes }: AppCapacity): WorstLoad | undefined {
  const { growthFactor } = context.fleet.objective;
  const daily = tiers.map(({ tier }) => ({ cluster: tier.cluster.id, rps: tier.baseRps * growthFactor }));
  const moved = outcomes.flatMap(({ loss, survivors }) =>
    survivors.map(({ tier, rps }) => ({ cluster: tier.cluster.id, rps, loss: loss.name })),
  );
  return [...daily, ...moved].reduce<WorstLoad | undefined>(
    (most, next) => (next.rps > (most?.rps ?? -1) ? next : most),
    undefined,
  );
}
