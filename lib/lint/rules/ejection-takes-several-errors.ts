import { defineRule } from '../define-rule';

/** One error of the app ejects nothing. */
export const ejectionTakesSeveralErrors = defineRule({
  name: 'ejection-by-one-error',
  severity: 'warning',
  reason:
    'One bad request takes out the replica that answers it, and through the gateway of another network its whole region: hosts flap while nothing is broken.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, outlierDetection } of policies) {
        if (outlierDetection['consecutive5xxErrors'] === 1)
          find(
            entry,
            `${field}.outlierDetection.consecutive5xxErrors`,
            'is 1',
            'Set it to 5 or more, or to 0 beside consecutiveGatewayErrors.',
          );
      }
    }
  },
});
