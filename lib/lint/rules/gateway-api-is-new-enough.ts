import { shown, valueAt } from '../../core/json';
import { byRelease } from '../../core/text';
import { TARGET_VERSIONS } from '../../fleet/versions';
import { defineRule } from '../define-rule';

const ANNOTATION = 'gateway.networking.k8s.io/bundle-version';

/** The oldest bundle that istiod reads each kind from; source: istio, package gatewayapi, MinimumCRDVersions of 1.31. */
const OLDEST: Readonly<Record<string, string>> = {
  'backendtlspolicies.gateway.networking.k8s.io': '1.4.0',
  'grpcroutes.gateway.networking.k8s.io': '1.1.0',
  'tcproutes.gateway.networking.k8s.io': '1.6.0',
  'tlsroutes.gateway.networking.k8s.io': '1.5.0',
};

/** Definitions of the Gateway API are of a bundle that istiod reads. */
export const gatewayApiIsNewEnough = defineRule({
  name: 'gateway-api-too-old',
  reason:
    'istiod passes over the objects of an older definition without a word: routes are there, and nothing is routed.',
  check(index, find) {
    for (const entry of index.ofType('CustomResourceDefinition.apiextensions.k8s.io')) {
      const oldest = OLDEST[entry.name];
      if (oldest === undefined) continue;
      const bundle = shown(valueAt(entry.object, 'metadata', 'annotations', ANNOTATION));
      const [, release = '0.0.0'] = /^v(\d+\.\d+\.\d+)/.exec(bundle) ?? [];
      if (byRelease(release, oldest) < 0)
        find(
          entry,
          `metadata.annotations["${ANNOTATION}"]`,
          `is ${bundle}, and Istio ${TARGET_VERSIONS.istio} reads the kind from v${oldest} on`,
          'Take the definitions of a newer release of the Gateway API.',
        );
    }
  },
});
