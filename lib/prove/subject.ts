import type { Cluster, Fleet } from '../fleet/fleet';
import { servedPorts, workloadsOf } from '../lint/call-graph';
import type { LintIndex } from '../lint/lint-index';
import { appContext, type AppContext } from '../plan/capacity/outcome';
import { hostOf } from '../plan/names';
import type { AppPlan } from '../plan/plan';
import type { Distribution } from '../simulate/traffic/distribution';
import { hostTraffic, NO_LOSS, type HostTraffic } from '../simulate/traffic/host-traffic';
import type { Loss as Struck } from '../simulate/traffic/loss';
import type { TrafficModel } from '../simulate/traffic/traffic-model';
import type { Verdict } from '../simulate/verdict';
import { callersOf, type Callers } from './clients';
import type { Reach } from './reach';
import { writtenTiers } from './written-tiers';

/** One app as it was written: what all of its losses have in common. */
export interface Subject {
  readonly plan: AppPlan;
  readonly fleet: Fleet;
  /** The plan's own arithmetic, with the autoscalers that were compiled. */
  readonly context: AppContext;
  readonly callers: readonly Callers[];
  readonly traffic: HostTraffic;
  readonly reach: (struck: readonly Struck[]) => Reach;
  /** Where the requests of callers go while nothing is lost. */
  readonly before: (callers: Callers) => Distribution;
  /** Whether every policy on the way from callers to the app in a cluster lets them through. */
  readonly wayTo: (callers: Callers, cluster: string) => Verdict;
}

/** What all apps are proven with. */
export interface Evidence {
  readonly index: LintIndex;
  readonly model: TrafficModel;
  readonly reach: (struck: readonly Struck[]) => Reach;
  /** Whether a cluster holds room ready for a loss, by what was compiled. */
  readonly isHeld: NonNullable<AppContext['isHeld']>;
}

const OPEN: Verdict = { open: true };
const NOBODY: Distribution = { clusters: [], unroutedPercent: 100, failedPercent: 100 };

/** Opens an app to questions; undefined where nothing of it is served: nobody may call it, or it has no release yet. */
export function subjectOf(plan: AppPlan, { index, model, reach, isHeld }: Evidence): Subject | undefined {
  const { fleet } = index.plan;
  const traffic = hostTraffic(model, { host: hostOf(plan.app) });
  const runs = (cluster: Cluster): boolean => plan.app.in(cluster).release !== undefined;
  if (traffic === undefined || !plan.placed.every(runs)) return undefined;
  const context = appContext(plan, fleet);
  const tiers = context.tiers && writtenTiers(plan, context.tiers, model.objects);
  const known = new Map<Callers, Distribution>();
  return {
    plan,
    fleet,
    context: { ...context, tiers, isHeld },
    callers: callersOf(plan, index),
    traffic,
    reach,
    before(callers) {
      const before = known.get(callers) ?? traffic.distribution(callers, NO_LOSS, 'first') ?? NOBODY;
      known.set(callers, before);
      return before;
    },
    wayTo: waysOf(plan, index),
  };
}

/** Of a cluster that declares no addresses it was said before that nothing is known of the ways to it. */
function waysOf(plan: AppPlan, index: LintIndex): Subject['wayTo'] {
  const isKnown = (id: string): boolean => index.clusters.get(id)?.networks !== undefined;
  const targets = workloadsOf(plan, index);
  return (callers, cluster) => {
    if (callers.cluster !== cluster && !(isKnown(callers.cluster) && isKnown(cluster))) return OPEN;
    const target = targets.find((pods) => pods.cluster === cluster);
    if (target === undefined) return OPEN;
    for (const number of servedPorts(plan, target, index)) {
      for (const pods of callers.pods) {
        const verdict = index.network.canReach(pods, target, { number, protocol: 'TCP' });
        if (!verdict.open) return verdict;
      }
    }
    return OPEN;
  };
}
