import { objectOf } from '../../core/json';
import { defineRule } from '../define-rule';

/** An autoscaler keeps at least one replica, and may grow beyond its smallest number. */
export const autoscalersHaveRoom = defineRule({
  name: 'autoscaler-bounds',
  reason: 'The API server refuses bounds that cross, and one that cannot grow absorbs no loss.',
  check(index, find) {
    for (const entry of index.ofType('HorizontalPodAutoscaler.autoscaling')) {
      const { minReplicas = 1, maxReplicas } = objectOf(entry.object['spec']);
      const least = Number(minReplicas);
      const most = Number(maxReplicas);
      if (!(least >= 1))
        find(
          entry,
          'spec.minReplicas',
          `is ${least}`,
          'Keep at least one replica; remove the app to run none.',
        );
      if (!(most >= least))
        find(
          entry,
          'spec.maxReplicas',
          `is ${most}, below the smallest number ${least}`,
          'Raise it, or lower spec.minReplicas.',
        );
    }
  },
});
