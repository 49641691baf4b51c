import { valueAt } from '../../core/json';
import { counted } from '../../core/text';
import { defineRule } from '../define-rule';
import { chartsNamed } from '../mesh-chart';

/** The mesh orders localities wherever a rule leaves that to it. */
export const meshLocalitiesAreOn = defineRule({
  name: 'mesh-locality-off',
  reason:
    'A rule with outlier detection and no locality setting takes that of the mesh: switched off there, its requests are spread over all zones and regions.',
  check(index, find) {
    const off = chartsNamed(index, 'istiod').filter(
      ({ values }) => valueAt(values, 'meshConfig', 'localityLbSetting', 'enabled') === false,
    );
    for (const { entry, field } of off) {
      const relying = index.trafficRules.filter(
        (rule) =>
          rule.entry.cluster === entry.cluster &&
          rule.policies.some(({ locality }) => Object.keys(locality).length === 0),
      );
      if (relying.length > 0)
        find(
          entry,
          `${field}.meshConfig.localityLbSetting.enabled`,
          `is false, and ${counted(relying.length, 'DestinationRule')} of the cluster ${relying.length === 1 ? 'says' : 'say'} nothing of localities`,
          'Set it to true, or give every rule a localityLbSetting.',
        );
    }
  },
});
