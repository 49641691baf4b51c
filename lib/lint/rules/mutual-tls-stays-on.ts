import { objectOf, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { readLabelMap, readSelector, selects } from '../../simulate/label-selector';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { clustersOfServices, serviceOfHost } from '../mesh-host';

type IsShared = (service: string) => boolean;

/** Hosts that several clusters know are called by mutual TLS and nothing else. */
export const mutualTlsStaysOn = defineRule({
  name: 'mutual-tls-off',
  reason:
    'Between networks only mutual TLS of the mesh gets through: without it Istio drops the endpoints of every other cluster, and there is nothing to fail over to.',
  check(index, find) {
    const clusters = clustersOfServices(index);
    const isShared: IsShared = (service) => (clusters.get(service)?.size ?? 0) > 1;
    checkRules(index, isShared, find);
    for (const entry of index.ofType('PeerAuthentication.security.istio.io')) {
      const off = disabledFields(entry);
      const service = off.length === 0 ? undefined : sharedService(entry, index, isShared);
      if (service === undefined) continue;
      for (const field of off)
        find(
          entry,
          field,
          `is DISABLE, and several clusters know the Service ${service}`,
          'Set it to STRICT, or to PERMISSIVE while callers move.',
        );
    }
  },
});

function checkRules({ trafficRules }: LintIndex, isShared: IsShared, find: Find): void {
  for (const { entry, host, policies } of trafficRules) {
    for (const { field, policy } of policies) {
      const mode = textOf(valueAt(policy, 'tls', 'mode'));
      if (mode === undefined || mode === 'ISTIO_MUTUAL') continue;
      const { name, namespace } = serviceOfHost(host) ?? {};
      if (isShared(`${namespace}/${name}`))
        find(
          entry,
          `${field}.tls.mode`,
          `is ${mode}, and several clusters know the host`,
          'Set it to ISTIO_MUTUAL, or take tls out.',
        );
    }
  }
}

function disabledFields({ object }: LintEntry): readonly string[] {
  const isOff = (value: Json | undefined): boolean => valueAt(value, 'mode') === 'DISABLE';
  const ports = Object.entries(objectOf(valueAt(object, 'spec', 'portLevelMtls')));
  return [
    ...(isOff(valueAt(object, 'spec', 'mtls')) ? ['spec.mtls.mode'] : []),
    ...ports.flatMap(([port, value]) => (isOff(value) ? [`spec.portLevelMtls["${port}"].mode`] : [])),
  ];
}

/** A Service of several clusters whose pods the policy is for. */
function sharedService(entry: LintEntry, index: LintIndex, isShared: IsShared): string | undefined {
  const { cluster, namespace } = entry;
  const selector = readSelector(valueAt(entry.object, 'spec', 'selector'));
  const all = selector.pairs.length === 0;
  const services =
    all && namespace === ISTIO_NAMESPACE
      ? index.ofType('Service').filter((service) => service.cluster === cluster)
      : index.within('Service', cluster, namespace);
  const pods = index.podTemplatesIn(cluster, namespace).filter(({ labels }) => selects(selector, labels));
  const found = services.find((service) => {
    const own = readLabelMap(valueAt(service.object, 'spec', 'selector'));
    const isMeant = all || pods.some(({ labels }) => selects(own, labels));
    return isMeant && isShared(`${service.namespace}/${service.name}`);
  });
  return found === undefined ? undefined : `${found.namespace}/${found.name}`;
}
