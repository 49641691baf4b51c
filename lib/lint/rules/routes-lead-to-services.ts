import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { hostOf } from '../../plan/names';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { externalHosts, serviceIn, serviceOfHost } from '../mesh-host';

/** Where a route sends requests. */
interface Destination {
  readonly field: string;
  readonly host: string;
  readonly port?: Json | undefined;
}

const PROTOCOLS = ['http', 'tcp', 'tls'] as const;
const HTTP_ROUTES = ['HTTPRoute.gateway.networking.k8s.io', 'GRPCRoute.gateway.networking.k8s.io'] as const;

/** Every route leads to a port of a Service of its cluster. */
export const routesLeadToServices = defineRule({
  name: 'route-without-service',
  reason: 'Every request that takes such a route is answered with 503 or 500, and no other route is tried.',
  check(index, find) {
    const external = externalHosts(index);
    for (const entry of index.ofType('VirtualService.networking.istio.io'))
      for (const destination of destinationsOf(entry))
        checkDestination(entry, destination, external, index, find);
    for (const type of HTTP_ROUTES)
      for (const entry of index.ofType(type))
        for (const backend of backendsOf(entry)) checkDestination(entry, backend, external, index, find);
  },
});

function destinationsOf({ object }: LintEntry): readonly Destination[] {
  return PROTOCOLS.flatMap((protocol) =>
    listOf(valueAt(object, 'spec', protocol)).flatMap((rule, i) =>
      listOf(valueAt(rule, 'route')).map((route, j) => ({
        field: `spec.${protocol}[${i}].route[${j}].destination`,
        host: shown(valueAt(route, 'destination', 'host')),
        port: valueAt(route, 'destination', 'port', 'number'),
      })),
    ),
  );
}

/** What is no Service is somebody else's to judge. */
function backendsOf({ object, namespace: own }: LintEntry): readonly Destination[] {
  return listOf(valueAt(object, 'spec', 'rules')).flatMap((rule, i) =>
    listOf(valueAt(rule, 'backendRefs')).flatMap((ref, j) => {
      const { group = '', kind = 'Service', name, namespace, port } = objectOf(ref);
      if (group !== '' || kind !== 'Service') return [];
      const host = hostOf({ name: shown(name), namespace: textOf(namespace) ?? own });
      return [{ field: `spec.rules[${i}].backendRefs[${j}]`, host, port }];
    }),
  );
}

function checkDestination(
  entry: LintEntry,
  { field, host, port }: Destination,
  external: ReadonlySet<string>,
  index: LintIndex,
  find: Find,
): void {
  if (external.has(`${entry.cluster} ${host}`)) return;
  const service = serviceIn(index, entry.cluster, host);
  if (service === undefined) {
    const problem =
      serviceOfHost(host) === undefined
        ? 'which is no full name of a Service'
        : `and ${entry.cluster} has no such Service`;
    find(entry, field, `is "${host}", ${problem}`, 'Name a Service of this cluster, or add it.');
    return;
  }
  const ports = listOf(valueAt(service.object, 'spec', 'ports')).map((each) => valueAt(each, 'port'));
  if (port === undefined || ports.includes(port)) return;
  find(
    entry,
    field,
    `is port ${shown(port)} of "${host}", which has ${ports.map(shown).join(', ')}`,
    'Name a port of the Service.',
  );
}
