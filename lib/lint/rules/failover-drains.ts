import { shown } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { TrafficPolicy } from '../traffic-policy';

/** What Envoy may eject where nothing is said. */
const DEFAULT_EJECTION_PERCENT = 10;

/** Where requests are to move on when a region fails, its endpoints can be found dead, all of them. */
export const failoverDrains = defineRule({
  name: 'failover-without-drain',
  reason:
    'Only outlier detection sees that a region is gone, and Envoy keeps sending to the share that it may not eject.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const policy of policies) if (policy.failsOver) checkPolicy(entry, policy, find);
    }
  },
});

function checkPolicy(entry: LintEntry, { field, outlierDetection }: TrafficPolicy, find: Find): void {
  if (Object.keys(outlierDetection).length === 0) {
    find(
      entry,
      `${field}.outlierDetection`,
      'is missing, and the policy fails over',
      'Add it, with maxEjectionPercent: 100.',
    );
    return;
  }
  const percent = outlierDetection['maxEjectionPercent'];
  if (percent !== 100) {
    find(
      entry,
      `${field}.outlierDetection.maxEjectionPercent`,
      `is ${shown(percent ?? DEFAULT_EJECTION_PERCENT)}, so that part of a dead region keeps its traffic`,
      'Set it to 100.',
    );
  }
  const health = outlierDetection['minHealthPercent'];
  if (health !== undefined && health !== 0) {
    find(
      entry,
      `${field}.outlierDetection.minHealthPercent`,
      `is ${shown(health)}, below which Envoy sends to dead endpoints again`,
      'Set it to 0.',
    );
  }
}
