import { listOf, objectOf } from '../../core/json';
import { defineRule } from '../define-rule';

/** Shares that lead to one place alone leave some of its hosts in, because no other place takes over. */
export const sharesAreNoFailover = defineRule({
  name: 'share-without-fallback',
  severity: 'warning',
  reason:
    'Shares are no order: what is ejected in the only place is replaced by nothing, and with all of it ejected every request fails.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, distributes, locality, outlierDetection } of policies) {
        if (!distributes || outlierDetection['maxEjectionPercent'] !== 100) continue;
        const isAlone = (item: Parameters<typeof objectOf>[0]): boolean =>
          Object.keys(objectOf(objectOf(item)['to'])).length === 1;
        if (listOf(locality['distribute']).some(isAlone))
          find(
            entry,
            `${field}.outlierDetection.maxEjectionPercent`,
            'is 100, and distribute leads to one place alone',
            'Set it to 50, or name an order with failover instead of shares.',
          );
      }
    }
  },
});
