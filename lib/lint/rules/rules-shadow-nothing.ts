import { listed } from '../../core/text';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { defineRule } from '../define-rule';
import { serviceOfHost } from '../mesh-host';
import type { TrafficRule } from '../traffic-policy';

/** A DestinationRule that takes the place of another one repeats what that says of places and of dead hosts. */
export const rulesShadowNothing = defineRule({
  name: 'rule-shadowed',
  reason:
    "Istio takes the rules of the client's namespace, else those of the host's, else those of its own, and merges nothing across them.",
  check(index, find) {
    const byHost = new Map<string, TrafficRule[]>();
    for (const rule of index.trafficRules) {
      const key = `${rule.entry.cluster} ${rule.host}`;
      const others = byHost.get(key);
      if (others === undefined) byHost.set(key, [rule]);
      else others.push(rule);
    }
    for (const rules of byHost.values()) {
      if (rules.length < 2) continue;
      for (const rule of rules) {
        for (const shadowed of rules) {
          const dropped = rankOf(rule) < rankOf(shadowed) ? droppedBlocks(shadowed, rule) : [];
          if (dropped.length === 0) continue;
          const { namespace, name } = shadowed.entry;
          find(
            rule.entry,
            'spec.trafficPolicy',
            `takes the place of that of ${namespace}/${name}, and has no ${listed(dropped, 'or')}`,
            'Repeat it there, or take this rule out.',
          );
        }
      }
    }
  },
});

/** In which step Istio finds the rule. */
function rankOf({ entry, host }: TrafficRule): number {
  if (entry.namespace === ISTIO_NAMESPACE) return 2;
  return entry.namespace === serviceOfHost(host)?.namespace ? 1 : 0;
}

function droppedBlocks(from: TrafficRule, to: TrafficRule): readonly string[] {
  const [before, after] = [from.policies[0], to.policies[0]];
  const drops = (block: 'locality' | 'outlierDetection'): boolean =>
    Object.keys(before?.[block] ?? {}).length > 0 && Object.keys(after?.[block] ?? {}).length === 0;
  return [
    ...(drops('locality') ? ['localityLbSetting'] : []),
    ...(drops('outlierDetection') ? ['outlierDetection'] : []),
  ];
}
