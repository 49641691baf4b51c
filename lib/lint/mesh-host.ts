import { listOf, shown, valueAt } from '../core/json';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** Name and namespace of a Service. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string;
}

const SERVICE_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local$/;

/** The Service that a host means by its full name; undefined for every other host. */
export function serviceOfHost(host: string): ServiceName | undefined {
  const [, name, namespace] = SERVICE_HOST.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/** The Service of a host in one cluster. */
export function serviceIn(index: LintIndex, cluster: string, host: string): LintEntry | undefined {
  const service = serviceOfHost(host);
  if (service === undefined) return undefined;
  return index.within('Service', cluster, service.namespace).find(({ name }) => name === service.name);
}

/** The clusters that hold a Service of that name, by `<namespace>/<name>`, each with whether its unit has pods there. */
export function clustersOfServices(index: LintIndex): ReadonlyMap<string, ReadonlyMap<string, boolean>> {
  const services = new Map<string, Map<string, boolean>>();
  for (const { cluster, namespace, name, unit } of index.ofType('Service')) {
    const key = `${namespace}/${name}`;
    const clusters = services.get(key) ?? new Map<string, boolean>();
    services.set(key, clusters.set(cluster, unit !== undefined && index.podTemplatesOf(unit).length > 0));
  }
  return services;
}

/** Hosts that a ServiceEntry tells the mesh of, as `<cluster> <host>`. */
export function externalHosts(index: LintIndex): ReadonlySet<string> {
  return new Set(
    index
      .ofType('ServiceEntry.networking.istio.io')
      .flatMap(({ object, cluster }) =>
        listOf(valueAt(object, 'spec', 'hosts')).map((host) => `${cluster} ${shown(host)}`),
      ),
  );
}
