import { defineRule } from '../define-rule';

/** What Envoy takes where nothing is said. */
const DEFAULT_ERRORS = 5;

/** The lower of two thresholds is that for gateway errors, which the other one counts too. */
export const gatewayErrorsCountFirst = defineRule({
  name: 'gateway-errors-without-effect',
  reason:
    'Every gateway error is a server error too, so that the threshold for those is reached no later and the other one has no effect.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, outlierDetection } of policies) {
        const gateway = Number(outlierDetection['consecutiveGatewayErrors'] ?? 0);
        const server = Number(outlierDetection['consecutive5xxErrors'] ?? DEFAULT_ERRORS);
        if (gateway > 0 && server > 0 && gateway >= server)
          find(
            entry,
            `${field}.outlierDetection.consecutiveGatewayErrors`,
            `is ${gateway}, and consecutive5xxErrors is ${server}`,
            'Set it lower than consecutive5xxErrors, or take it out.',
          );
      }
    }
  },
});
