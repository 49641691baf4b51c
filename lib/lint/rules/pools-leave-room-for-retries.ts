import { valueAt } from '../../core/json';
import { hostOf } from '../../plan/names';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { TrafficPolicy } from '../traffic-policy';

/** A limit of retries lets through at least what one replica answers in a second. */
export const poolsLeaveRoomForRetries = defineRule({
  name: 'retries-cut-off',
  severity: 'warning',
  reason:
    'When a region is lost, everything that was under way there is repeated at once, and what is above the limit fails without a retry.',
  check(index, find) {
    const apps = new Map(index.plan.apps.map(({ app }) => [hostOf(app), app]));
    for (const { entry, host, policies } of index.trafficRules) {
      const load = apps.get(host)?.facets.runtime.load?.rpsPerReplica ?? 0;
      for (const policy of policies) checkPolicy(entry, policy, load, find);
    }
  },
});

function checkPolicy(entry: LintEntry, { field, policy }: TrafficPolicy, load: number, find: Find): void {
  const limit = Number(valueAt(policy, 'connectionPool', 'http', 'maxRetries') ?? 0);
  const place = `${field}.connectionPool.http.maxRetries`;
  if (limit > 0 && policy['retryBudget'] !== undefined)
    find(entry, place, `is ${limit}, and has no effect beside retryBudget`, 'Take it out.');
  else if (limit > 0 && limit < load)
    find(
      entry,
      place,
      `is ${limit}, and one replica answers ${load} requests a second`,
      'Take it out; retryBudget limits retries in proportion to requests.',
    );
}
