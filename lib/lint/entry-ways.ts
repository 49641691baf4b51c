import { listOf, shown, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import { onceFor } from '../core/once-for';
import { regionalName } from '../plan/entry/regional';
import { dnsRecords } from './dns-record';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** One place that something of the entry sends users of a name to. */
export interface EntryWay {
  readonly from: string;
  /** A DNS name, or what a service calls a part of itself. */
  readonly to: string;
  readonly entry: LintEntry;
  /** Path of the field that names the target. */
  readonly field: string;
}

/** Every way that records and services of the entry offer, by the name that it begins with. */
export const entryWays: (index: LintIndex) => ReadonlyMap<string, readonly EntryWay[]> = onceFor((index) => {
  const ways = new Map<string, EntryWay[]>();
  for (const way of [
    ...recordWays(index),
    ...trafficManagerWays(index),
    ...frontDoorWays(index),
    ...gkeWays(index),
  ]) {
    const others = ways.get(way.from);
    if (others === undefined) ways.set(way.from, [way]);
    else others.push(way);
  }
  return ways;
});

function recordWays(index: LintIndex): readonly EntryWay[] {
  return dnsRecords(index).flatMap(({ entry, name, targets, targetsField }) =>
    targets.map((to) => ({ from: name, to, entry, field: targetsField })),
  );
}

/** An endpoint names its profile by the last part of a path; a profile is a name in DNS. */
function trafficManagerWays(index: LintIndex): readonly EntryWay[] {
  return index.ofType('TrafficManagerProfilesExternalEndpoint.network.azure.com').map((entry) => {
    const profile = lastOf(shown(valueAt(entry.object, 'spec', 'owner', 'armId')));
    const to = shown(valueAt(entry.object, 'spec', 'target'));
    return { from: `${profile}.trafficmanager.net`, to, entry, field: 'spec.target' };
  });
}

/** From the host of a domain over the routes that name it to their group of origins, and from there to each origin. */
function frontDoorWays(index: LintIndex): readonly EntryWay[] {
  const hosts = new Map(
    index
      .ofType('AfdCustomDomain.cdn.azure.com')
      .map(({ object }) => [
        shown(valueAt(object, 'spec', 'azureName')),
        shown(valueAt(object, 'spec', 'hostName')),
      ]),
  );
  const group = (path: Json | undefined): string => `the origin group ${lastOf(shown(path))}`;
  const routes = index.ofType('Route.cdn.azure.com').flatMap((entry) => {
    const to = group(valueAt(entry.object, 'spec', 'originGroup', 'reference', 'armId'));
    return listOf(valueAt(entry.object, 'spec', 'customDomains')).flatMap((domain) => {
      const from = hosts.get(lastOf(shown(valueAt(domain, 'reference', 'armId'))));
      return from === undefined ? [] : [{ from, to, entry, field: 'spec.originGroup' }];
    });
  });
  const origins = index.ofType('AfdOrigin.cdn.azure.com').map((entry) => ({
    from: group(valueAt(entry.object, 'spec', 'owner', 'armId')),
    to: shown(valueAt(entry.object, 'spec', 'hostName')),
    entry,
    field: 'spec.hostName',
  }));
  return [...routes, ...origins];
}

/** From the host of a route to what it imports, and from there to every cluster that exports it. */
function gkeWays(index: LintIndex): readonly EntryWay[] {
  const imported = (namespace: string, name: string): string => `the import ${namespace}/${name}`;
  const routes = index.ofType('HTTPRoute.gateway.networking.k8s.io').flatMap((entry) =>
    listOf(valueAt(entry.object, 'spec', 'rules'))
      .flatMap((rule) => listOf(valueAt(rule, 'backendRefs')))
      .filter((backend) => valueAt(backend, 'kind') === 'ServiceImport')
      .flatMap((backend) => {
        const to = imported(entry.namespace, shown(valueAt(backend, 'name')));
        const hosts = listOf(valueAt(entry.object, 'spec', 'hostnames')).map(shown);
        return hosts.map((from) => ({ from, to, entry, field: 'spec.rules' }));
      }),
  );
  const exports = index.ofType('ServiceExport.net.gke.io').flatMap((entry) => {
    const cluster = index.clusters.get(entry.cluster);
    if (cluster === undefined) return [];
    const from = imported(entry.namespace, entry.name);
    return [{ from, to: regionalName(cluster, index.plan.fleet), entry, field: 'metadata.name' }];
  });
  return [...routes, ...exports];
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The ways that users of a name may go, one after the other, until none leads on. */
export function waysFrom(name: string, ways: ReadonlyMap<string, readonly EntryWay[]>): readonly EntryWay[] {
  const found: EntryWay[] = [];
  const seen = new Set([name]);
  for (const from of seen)
    for (const way of ways.get(from) ?? []) {
      found.push(way);
      seen.add(way.to);
    }
  return found;
}
