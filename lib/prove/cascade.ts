import type { Cluster } from '../fleet/fleet';
import { aliveWithoutZone } from '../plan/capacity/replicas';
import type { Tier } from '../plan/capacity/tiers';
import type { Loss } from '../plan/losses';
import type { Loss as Struck } from '../simulate/traffic/loss';
import { sceneOf, type Scene } from './scene';
import type { Subject } from './subject';

/** A tier that gets more than its replicas can do, and fails too. */
export interface CascadeStep {
  readonly cluster: Cluster;
  /** Requests a second that it gets, with the declared growth. */
  readonly rps: number;
  /** Replicas that can be alive there. */
  readonly replicas: number;
  /** Use of all of them, above 1. */
  readonly use: number;
}

/** What follows from an overload, step by step. */
export interface Cascade {
  readonly steps: readonly CascadeStep[];
  /** Whether nobody is left in the end. */
  readonly collapses: boolean;
}

/**
 * Applies the load of each tier that it is too much for to the next ones, until it settles or nobody is left. A tier falls
 * where its load is more than all the replicas that it may have can do; each falls once, so that it ends.
 */
export function cascadeOf(
  subject: Subject,
  loss: Pick<Loss, 'takesZoneOf'>,
  struck: readonly Struck[],
  scene: Scene,
): Cascade {
  const steps: CascadeStep[] = [];
  const growth = subject.fleet.objective.growthFactor;
  let end = scene;
  for (;;) {
    const next = (subject.context.tiers ?? []).flatMap((tier) => {
      const rps = (end.load.get(tier.cluster) ?? 0) * growth;
      const step = stepOf(tier, rps, loss);
      return step.use > 1 + 1e-9 ? [step] : [];
    });
    if (next.length === 0) return { steps, collapses: steps.length > 0 && end.load.size === 0 };
    steps.push(...next);
    end = sceneOf(subject, [...struck, ...steps.map(failed)]);
  }
}

function stepOf(
  { cluster, figures, maxReplicas }: Tier,
  rps: number,
  loss: Pick<Loss, 'takesZoneOf'>,
): CascadeStep {
  const zones = loss.takesZoneOf(cluster) ? cluster.zones.length : 0;
  // The last one is started anew in another zone.
  const replicas = Math.max(1, aliveWithoutZone(maxReplicas, zones));
  return { cluster, rps, replicas, use: rps === 0 ? 0 : rps / (replicas * figures.rpsPerReplica) };
}

function failed({ cluster }: CascadeStep): Struck {
  return { kind: 'pods', percent: 100, as: 'failing', cluster: cluster.id };
}
