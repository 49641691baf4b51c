import type { Cluster, Fleet } from '../../fleet/fleet';
import { leastReplicas } from '../least-replicas';
import { isDrained } from '../drained';
import type { AppPlan } from '../plan';
import { absorptionOf, sharesOf, type AbsorptionContext } from './absorption';
import type { ReplicaFigures } from './replicas';

/** An app in one cluster, as the capacity plan sees it. */
export interface Tier {
  readonly cluster: Cluster;
  readonly figures: ReplicaFigures;
  /** Requests a second that it serves at its peak while nothing is lost, without growth. */
  readonly baseRps: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** The tiers of an app in the order of its clusters; undefined where it declares no load in one of them, or none at all. `chain` is its serving chain. */
export function tiersOf(
  plan: AppPlan,
  chain: AbsorptionContext['chain'],
  fleet: Fleet,
): readonly Tier[] | undefined {
  const homes = homeRps(plan);
  if (homes === undefined) return undefined;
  const head = chain?.find((group) => group.length > 0);
  const total = [...homes.values()].reduce((sum, rps) => sum + rps, 0);
  if (total === 0) return undefined;
  const served = servedRps(homes, plan, chain, fleet);
  return plan.placed.flatMap((cluster): Tier[] => {
    const { load, maxReplicas } = plan.app.in(cluster).facets.runtime;
    if (load === undefined) return [];
    const ofAll = head?.includes(cluster) === true ? total / head.length : 0;
    return [
      {
        cluster,
        figures: {
          rpsPerReplica: load.rpsPerReplica,
          target: load.targetUtilisationPercent / 100,
          ceiling: fleet.objective.ceiling,
        },
        baseRps: chain === undefined ? (served.get(cluster) ?? 0) : ofAll,
        minReplicas: leastReplicas(plan, cluster),
        maxReplicas,
      },
    ];
  });
}

/** The peak that each cluster serves: its own, and what others have taken over of those that are drained. */
function servedRps(
  homes: ReadonlyMap<Cluster, number>,
  plan: AppPlan,
  chain: AbsorptionContext['chain'],
  fleet: Fleet,
): ReadonlyMap<Cluster, number> {
  const open = plan.placed.filter((cluster) => !isDrained(plan.app, cluster));
  const { weights } = plan.app.facets.traffic;
  if (weights !== undefined) return weightedRps(homes, open, weights);
  const served = new Map(open.map((cluster) => [cluster, homes.get(cluster) ?? 0]));
  const routing: AbsorptionContext = {
    absorption: absorptionOf(plan),
    chain,
    baseRps: (cluster) => homes.get(cluster) ?? 0,
    fleet,
  };
  for (const drained of plan.placed.filter((cluster) => isDrained(plan.app, cluster))) {
    for (const { to, share } of sharesOf(drained, open, routing))
      served.set(to, (served.get(to) ?? 0) + (homes.get(drained) ?? 0) * share);
  }
  return served;
}

/** Wherever requests come from, each region answers its share; those that are left divide the share of one that is drained. */
function weightedRps(
  homes: ReadonlyMap<Cluster, number>,
  open: readonly Cluster[],
  weights: Readonly<Record<string, number>>,
): ReadonlyMap<Cluster, number> {
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const weightOf = ({ region }: Cluster): number => weights[region] ?? 0;
  const [rps, all] = [sum(homes.values()), sum(open.map(weightOf))];
  return new Map(open.map((cluster) => [cluster, (rps * weightOf(cluster)) / all]));
}

/** The peak whose home is each cluster: clusters of one region share it evenly. Undefined where one of them declares no load. */
export function homeRps({ app, placed }: AppPlan): ReadonlyMap<Cluster, number> | undefined {
  const homes = new Map<Cluster, number>();
  for (const cluster of placed) {
    const { load } = app.in(cluster).facets.runtime;
    if (load === undefined) return undefined;
    const sharing = placed.filter(({ region }) => region === cluster.region).length;
    homes.set(cluster, (load.peakRps[cluster.region] ?? 0) / sharing);
  }
  return homes;
}
