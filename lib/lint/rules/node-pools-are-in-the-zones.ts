import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import { writtenPools } from '../written-pools';

/** Pools of nodes are in the zones that the registry names, and in all of them. */
export const nodePoolsAreInTheZones = defineRule({
  name: 'node-pool-zones',
  reason:
    'Replicas are spread over the zones of the registry: one without nodes keeps them waiting, and nodes in another one are in no plan.',
  check(index, find) {
    for (const cluster of index.plan.fleet.clusters) {
      const pools = writtenPools(index, cluster) ?? [];
      for (const { entry, zones } of pools) {
        const foreign = zones.filter((zone) => !cluster.zones.includes(zone));
        if (foreign.length > 0)
          find(
            entry,
            'spec.template.spec.requirements',
            `asks for ${listed(foreign)}, which is not among the zones of ${cluster.id}`,
            'Add the zone to the registry, or take it out of the pool.',
          );
      }
      const [first] = pools;
      if (first === undefined || pools.some(({ zones }) => zones.length === 0)) continue;
      const without = cluster.zones.filter((zone) => !pools.some(({ zones }) => zones.includes(zone)));
      if (without.length > 0)
        find(
          first.entry,
          'spec.template.spec.requirements',
          `and the pools beside it leave ${listed(without)} of ${cluster.id} without nodes`,
          'Give every zone of the registry a pool.',
        );
    }
  },
});
