import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { sibling } from '../pod-references';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map(
  (kind) => `${kind}.${GROUP}`,
);
/** What a VirtualService calls the proxies of callers. */
const MESH = 'mesh';

/** A route is attached to a Gateway of its cluster, and to a listener that the Gateway has. */
export const routesHaveAGateway = defineRule({
  name: 'route-without-gateway',
  reason: 'A route that no Gateway takes answers nobody, and says so in its status alone.',
  check(index, find) {
    for (const entry of ROUTES.flatMap(index.ofType)) checkRoute(entry, index, find);
    for (const entry of index.ofType('VirtualService.networking.istio.io')) checkVirtual(entry, index, find);
  },
});

function checkRoute(entry: LintEntry, index: LintIndex, find: Find): void {
  listOf(valueAt(entry.object, 'spec', 'parentRefs')).forEach((parent, position) => {
    const { group = GROUP, kind = 'Gateway', name, namespace, sectionName } = objectOf(parent);
    if (group !== GROUP || kind !== 'Gateway') return;
    const place = { cluster: entry.cluster, namespace: textOf(namespace) ?? entry.namespace };
    const field = `spec.parentRefs[${position}]`;
    const gateway = sibling(index, place, `Gateway.${GROUP}`, shown(name));
    if (gateway === undefined) {
      find(
        entry,
        field,
        `names the Gateway ${place.namespace}/${shown(name)}, which ${entry.cluster} does not have`,
        'Name a Gateway of the cluster.',
      );
    } else if (sectionName !== undefined && !listeners(gateway).includes(sectionName)) {
      find(
        entry,
        `${field}.sectionName`,
        `is ${shown(sectionName)}, which is no listener of the Gateway`,
        'Name one of its listeners, or none.',
      );
    }
  });
}

function listeners({ object }: LintEntry): readonly unknown[] {
  return listOf(valueAt(object, 'spec', 'listeners')).map((listener) => valueAt(listener, 'name'));
}

function checkVirtual(entry: LintEntry, index: LintIndex, find: Find): void {
  listOf(valueAt(entry.object, 'spec', 'gateways')).forEach((gateway, position) => {
    const text = shown(gateway);
    const [name = '', namespace = entry.namespace] = text.split('/').reverse();
    const place = { cluster: entry.cluster, namespace };
    if (text === MESH || sibling(index, place, 'Gateway.networking.istio.io', name) !== undefined) return;
    find(
      entry,
      `spec.gateways[${position}]`,
      `is ${text}, which ${entry.cluster} does not have`,
      'Name a Gateway of Istio, or "mesh".',
    );
  });
}
