import { shown, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import { sibling } from '../pod-references';

/** Classes that a controller brings by itself: istiod, and the load balancers of the clouds. */
const BROUGHT = /^(istio(-remote|-waypoint|-east-west)?|gke-l7-[a-z-]+|azure-alb-external)$/;

/** A Gateway is of a class that some controller of the cluster serves. */
export const gatewaysHaveAClass = defineRule({
  name: 'gateway-without-class',
  reason: 'A Gateway of a class that nobody serves stays without an address, and its routes answer nobody.',
  check(index, find) {
    for (const entry of index.ofType('Gateway.gateway.networking.k8s.io')) {
      const name = shown(valueAt(entry.object, 'spec', 'gatewayClassName'));
      const place = { cluster: entry.cluster, namespace: '' };
      if (BROUGHT.test(name)) continue;
      if (sibling(index, place, 'GatewayClass.gateway.networking.k8s.io', name) !== undefined) continue;
      find(
        entry,
        'spec.gatewayClassName',
        `is ${name}, which no controller of the cluster serves`,
        'Name a class that is there, such as istio, or add the GatewayClass.',
      );
    }
  },
});
