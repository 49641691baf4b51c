import { shown, valueAt } from '../../core/json';
import { hostOf } from '../../plan/names';
import { defineRule } from '../define-rule';

const ANNOTATION = 'networking.istio.io/traffic-distribution';

/** What a Service says of nearness is not replaced by the rule for its host. */
export const trafficDistributionHasEffect = defineRule({
  name: 'traffic-distribution-without-effect',
  severity: 'warning',
  reason: "The locality setting of a DestinationRule replaces the Service's trafficDistribution whole.",
  check(index, find) {
    const ordered = new Set<string>();
    for (const { entry, host, policies } of index.trafficRules)
      if (Object.keys(policies[0]?.locality ?? {}).length > 0) ordered.add(`${entry.cluster} ${host}`);
    for (const entry of index.ofType('Service')) {
      const { object, cluster } = entry;
      const own = valueAt(object, 'spec', 'trafficDistribution');
      const value = own ?? valueAt(object, 'metadata', 'annotations', ANNOTATION);
      if (value === undefined || !ordered.has(`${cluster} ${hostOf(entry)}`)) continue;
      find(
        entry,
        own === undefined ? `metadata.annotations["${ANNOTATION}"]` : 'spec.trafficDistribution',
        `is ${shown(value)}, and the DestinationRule of the host says where requests go`,
        'Take it out.',
      );
    }
  },
});
