import { listOf, shown, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { GATEWAY_STATUS } from '../../plan/entry/regional';
import { defineRule } from '../define-rule';

/** A health check of the entry asks a Gateway, and no app. */
export const healthChecksAreShallow = defineRule({
  name: 'entry-health-deep',
  reason:
    'An app answers for what it depends on: when that fails everywhere, every region is taken for dead at once, and DNS answers with any of them.',
  check(index, find) {
    const backed = new Map(
      index
        .ofType('HTTPRoute.gateway.networking.k8s.io')
        .filter(({ object }) => listOf(valueAt(object, 'spec', 'rules')).some(hasBackend))
        .flatMap((entry) =>
          listOf(valueAt(entry.object, 'spec', 'hostnames')).map((host) => [shown(host), entry]),
        ),
    );
    for (const entry of index.ofType('HealthCheck.route53.services.k8s.aws')) {
      const host = shown(valueAt(entry.object, 'spec', 'healthCheckConfig', 'fullyQualifiedDomainName'));
      const route = backed.get(host);
      if (route === undefined) continue;
      find(
        entry,
        'spec.healthCheckConfig.fullyQualifiedDomainName',
        `is ${host}, which the route ${route.object.metadata.name} of ${route.cluster} hands to an app`,
        'Ask the name of the cluster itself, which its Gateway answers for.',
      );
    }
    for (const { type, path, expected } of ASKED_GATEWAYS)
      for (const entry of index.ofType(type)) {
        const asked = valueAt(entry.object, ...path);
        if (asked === undefined || asked === expected) continue;
        find(
          entry,
          path.join('.'),
          `is ${shown(asked)}, where no Gateway answers by itself`,
          `Ask for ${expected}, which Istio gives every Gateway.`,
        );
      }
  },
});

/** What an edge asks Gateways for, by kind. */
const ASKED_GATEWAYS = [
  {
    type: 'AfdOriginGroup.cdn.azure.com',
    path: ['spec', 'healthProbeSettings', 'probePath'],
    expected: GATEWAY_STATUS.path,
  },
  { type: 'AfdOrigin.cdn.azure.com', path: ['spec', 'httpPort'], expected: GATEWAY_STATUS.port },
  {
    type: 'HealthCheckPolicy.networking.gke.io',
    path: ['spec', 'default', 'config', 'httpHealthCheck', 'port'],
    expected: GATEWAY_STATUS.port,
  },
] as const;

function hasBackend(rule: Json): boolean {
  return listOf(valueAt(rule, 'backendRefs')).length > 0;
}
