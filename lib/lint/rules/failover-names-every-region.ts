import { listOf, objectOf, shown, textOf } from '../../core/json';
import { sortedUnique } from '../../core/text';
import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';
import { clustersOfServices, serviceOfHost } from '../mesh-host';
import type { TrafficPolicy } from '../traffic-policy';

/** An order of regions says which one comes next for the clients of every region. */
export const failoverNamesEveryRegion = defineRule({
  name: 'failover-without-successor',
  severity: 'warning',
  reason:
    'Where no entry is for the region of a client, all other regions are alike: the far one as the near.',
  check(index, find) {
    const serving = servingRegions(index);
    for (const { entry, host, policies } of index.trafficRules) {
      const region = index.clusters.get(entry.cluster)?.region;
      const others = (serving(host) ?? []).filter((other) => other !== region);
      if (region === undefined || others.length < 2) continue;
      for (const policy of policies) {
        if (!leavesOpen(policy, region)) continue;
        find(
          entry,
          `${policy.field}.loadBalancer.localityLbSetting.failover`,
          `has no entry from "${region}", where clients may go to ${others.join(' or ')}`,
          'Add one that names the region that is to be next.',
        );
      }
    }
  },
});

/** Where a single cluster comes first for all clients, the rest needs no order. */
function leavesOpen({ failsOver, locality }: TrafficPolicy, region: string): boolean {
  const failover = listOf(locality['failover']);
  if (!failsOver || failover.length === 0) return false;
  if (listOf(locality['failoverPriority']).some((label) => shown(label).includes('='))) return false;
  return !failover.some((item) => textOf(objectOf(item)['from']) === region);
}

/** The regions in which a host has pods. */
function servingRegions(index: LintIndex): (host: string) => readonly string[] | undefined {
  const regions = new Map(
    [...clustersOfServices(index)].map(([service, clusters]) => {
      const serving = [...clusters].flatMap(([cluster, hasPods]) => (hasPods ? [cluster] : []));
      return [service, sortedUnique(serving.map((id) => index.clusters.get(id)?.region ?? id))];
    }),
  );
  return (host) => {
    const { name, namespace } = serviceOfHost(host) ?? {};
    return regions.get(`${namespace}/${name}`);
  };
}
