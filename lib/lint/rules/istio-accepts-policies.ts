import { validateLocality } from '../../simulate/traffic/validate-locality';
import { validateOutlierDetection } from '../../simulate/traffic/validate-outlier';
import { defineRule } from '../define-rule';

/** What istiod's webhook refuses is refused here, with a remedy; what it only warns of is for the other rules. */
export const istioAcceptsPolicies = defineRule({
  name: 'policy-refused-by-istio',
  reason: 'The webhook of istiod refuses the whole rule, and the sync of the app fails.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, loadBalancer, locality, outlierDetection } of policies) {
        if (
          loadBalancer['zoneAwareLbSetting'] !== undefined &&
          loadBalancer['localityLbSetting'] !== undefined
        )
          find(
            entry,
            `${field}.loadBalancer.zoneAwareLbSetting`,
            'stands beside localityLbSetting',
            'Choose one of them.',
          );
        const hasOutlierDetection = Object.keys(outlierDetection).length > 0;
        const blocks = [
          ['loadBalancer.localityLbSetting', validateLocality(locality, hasOutlierDetection)],
          ['outlierDetection', validateOutlierDetection(outlierDetection)],
        ] as const;
        for (const [block, problems] of blocks)
          for (const { severity, field: key, problem, remedy } of problems)
            if (severity === 'error') find(entry, `${field}.${block}.${key}`, problem, remedy);
      }
    }
  },
});
