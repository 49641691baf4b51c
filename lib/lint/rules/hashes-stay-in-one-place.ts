import { defineRule } from '../define-rule';

/** Requests that are kept together by a hash are not parted by locality. */
export const hashesStayInOnePlace = defineRule({
  name: 'hash-across-localities',
  severity: 'warning',
  reason:
    'The hash chooses among the hosts of the place that locality chose: clients of two zones or regions reach two hosts for one key, and a failover moves all keys.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, loadBalancer, locality, outlierDetection, distributes } of policies) {
        if (loadBalancer['consistentHash'] === undefined || locality['enabled'] === false) continue;
        // The mesh's own setting orders localities as soon as something can find hosts dead.
        if (!distributes && Object.keys(outlierDetection).length === 0) continue;
        find(
          entry,
          `${field}.loadBalancer.consistentHash`,
          'stands in a policy that sends by locality',
          'Set localityLbSetting.enabled: false beside it, or take consistentHash out.',
        );
      }
    }
  },
});
