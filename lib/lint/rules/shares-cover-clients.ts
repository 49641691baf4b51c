import { listOf, objectOf, textOf } from '../../core/json';
import type { Cluster } from '../../fleet/fleet';
import { defineRule } from '../define-rule';

/** Shares name every place that clients of their cluster are in: its region, or each of its zones. */
export const sharesCoverClients = defineRule({
  name: 'client-without-share',
  reason:
    'For a client that no entry of distribute is for, Istio applies none of them: its requests are spread evenly over all regions.',
  check(index, find) {
    for (const { entry, policies } of index.trafficRules) {
      const cluster = index.clusters.get(entry.cluster);
      if (cluster === undefined) continue;
      for (const { field, distributes, locality } of policies) {
        if (!distributes) continue;
        const froms = listOf(locality['distribute']).map((item) => textOf(objectOf(item)['from']) ?? '');
        for (const place of uncovered(cluster, froms))
          find(
            entry,
            `${field}.loadBalancer.localityLbSetting.distribute`,
            `has no entry for clients in ${place}`,
            `Add one with from: "${place}/*".`,
          );
      }
    }
  },
});

function uncovered({ region, zones }: Cluster, froms: readonly string[]): readonly string[] {
  const covered = new Set(froms.map((from) => from.replace(/(\/\*)+$/, '')));
  if (covered.has('*') || covered.has(region)) return [];
  const open = zones.filter((zone) => !covered.has(`${region}/${zone}`));
  return zones.length === 0 || open.length === zones.length
    ? [region]
    : open.map((zone) => `${region}/${zone}`);
}
