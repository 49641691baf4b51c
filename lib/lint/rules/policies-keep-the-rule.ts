import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import type { TrafficPolicy } from '../traffic-policy';

/** What a subset or a port says about its traffic keeps the order, the shares and the outlier detection of the rule. */
export const policiesKeepTheRule = defineRule({
  name: 'locality-setting-dropped',
  reason:
    "A subset's loadBalancer replaces that of the rule whole, and a port's settings replace everything: what they leave out falls back to Istio's defaults.",
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      const [top, ...others] = policies;
      if (top === undefined) continue;
      for (const policy of others) {
        const dropped = droppedBlocks(top, policy);
        if (dropped.length > 0)
          find(
            entry,
            policy.field,
            `drops the rule's own ${listed(dropped)}`,
            'Repeat loadBalancer and outlierDetection of the rule there, or take it out.',
          );
      }
    }
  },
});

/** A policy that fails over without outlier detection is told so by a rule of its own. */
function droppedBlocks(top: TrafficPolicy, policy: TrafficPolicy): readonly string[] {
  const places = (top.failsOver || top.distributes) && !policy.failsOver && !policy.distributes;
  const detects = (block: TrafficPolicy): boolean => Object.keys(block.outlierDetection).length > 0;
  const detection = detects(top) && !detects(policy) && !policy.failsOver;
  return [...(places ? ['locality setting'] : []), ...(detection ? ['outlier detection'] : [])];
}
