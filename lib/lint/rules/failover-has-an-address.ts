import { valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import { serviceIn } from '../mesh-host';

/** A host with an order of places is a Service with an address, so that the proxy is the one that chooses. */
export const failoverHasAnAddress = defineRule({
  name: 'failover-without-address',
  reason:
    'A sidecar sends requests for a headless Service to the pod that the client looked up: neither order nor ejection has any effect.',
  check(index, find) {
    for (const { entry, host, policies } of index.trafficRules) {
      if (!policies.some(({ failsOver, distributes }) => failsOver || distributes)) continue;
      const service = serviceIn(index, entry.cluster, host);
      if (valueAt(service?.object, 'spec', 'clusterIP') === 'None')
        find(
          entry,
          'spec.host',
          `is "${host}", a headless Service`,
          'Name a Service with an address, or leave the order of places out.',
        );
    }
  },
});
