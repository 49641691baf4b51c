import { defineRule } from '../define-rule';
import { serviceOfHost } from '../mesh-host';

/** Where requests move to other places, pods that are new there are not given their full share at once. */
export const survivorsWarmUp = defineRule({
  name: 'failover-without-warmup',
  severity: 'warning',
  reason:
    'After a loss the autoscaler starts pods by the dozen. One that gets its full share with cold caches answers late, is ejected, and its share falls on the next: the failover oscillates.',
  check(index, find) {
    for (const { entry, host, policies } of index.trafficRules) {
      // What is outside the clusters has no pods that start.
      if (serviceOfHost(host) === undefined) continue;
      for (const { field, failsOver, distributes, loadBalancer } of policies) {
        if (!failsOver && !distributes) continue;
        if ('warmup' in loadBalancer || 'warmupDurationSecs' in loadBalancer) continue;
        find(
          entry,
          `${field}.loadBalancer.warmup`,
          'is missing, and the policy lets other places take over',
          'Add it, with a duration in which caches fill, such as 30s.',
        );
      }
    }
  },
});
