import { objectOf, valueAt } from '../core/json';
import type { Tier } from '../plan/capacity/tiers';
import type { AppPlan } from '../plan/plan';
import type { CompiledObjects } from '../simulate/traffic/compiled-objects';

/** Tiers with the bounds of the autoscalers that were compiled: a resources.ts may have changed them. */
export function writtenTiers(
  { app }: AppPlan,
  tiers: readonly Tier[],
  objects: CompiledObjects,
): readonly Tier[] {
  return tiers.map((tier) => {
    const { id } = tier.cluster;
    const workload = objects(id, 'Deployment', app.namespace).find(
      ({ metadata }) => metadata.name === app.name,
    );
    const autoscaler = objects(id, 'HorizontalPodAutoscaler', app.namespace).find(
      ({ spec }) => valueAt(spec, 'scaleTargetRef', 'name') === app.name,
    );
    const { minReplicas, maxReplicas } = objectOf(autoscaler?.['spec']);
    const own = Number(objectOf(workload?.['spec'])['replicas'] ?? 1);
    if (autoscaler === undefined) return { ...tier, minReplicas: own, maxReplicas: own };
    return { ...tier, minReplicas: Number(minReplicas ?? 1), maxReplicas: Number(maxReplicas) };
  });
}
