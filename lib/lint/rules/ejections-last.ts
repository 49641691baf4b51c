import { shown, textOf } from '../../core/json';
import type { Json } from '../../core/manifest';
import { parseDurationSeconds } from '../../core/units';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { TrafficPolicy } from '../traffic-policy';

/** A host that was ejected for less is back before anybody could have mended it. */
const LEAST_SECONDS = 10;
/** What Envoy takes where nothing is said, in seconds. */
const DEFAULT_EJECTION_SECONDS = 30;
const DEFAULT_INTERVAL_SECONDS = 10;

/** A host that is ejected stays out for some seconds, and comes back when they are over. */
export const ejectionsLast = defineRule({
  name: 'ejection-time',
  severity: 'warning',
  reason:
    'Hosts come back in the sweep after their time, one each interval: with a short time requests fail again and again, with a long interval the time has no effect.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules)
      for (const policy of policies) checkPolicy(entry, policy, find);
  },
});

function checkPolicy(entry: LintEntry, { field, outlierDetection }: TrafficPolicy, find: Find): void {
  const { baseEjectionTime, interval } = outlierDetection;
  const time = secondsOf(baseEjectionTime, DEFAULT_EJECTION_SECONDS);
  if (time < LEAST_SECONDS)
    find(
      entry,
      `${field}.outlierDetection.baseEjectionTime`,
      `is ${shown(baseEjectionTime)}`,
      `Set it to ${LEAST_SECONDS}s or more.`,
    );
  if (secondsOf(interval, DEFAULT_INTERVAL_SECONDS) > time)
    find(
      entry,
      `${field}.outlierDetection.interval`,
      `is ${shown(interval ?? `${DEFAULT_INTERVAL_SECONDS}s`)}, longer than the ejection itself`,
      'Set it no longer than baseEjectionTime.',
    );
}

/** What is no duration is left to the schema. */
function secondsOf(value: Json | undefined, standard: number): number {
  return parseDurationSeconds(textOf(value) ?? '') ?? standard;
}
