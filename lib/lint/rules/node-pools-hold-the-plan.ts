import { defineMessage, type Position } from '../../core/diagnostic';
import { counted, listed } from '../../core/text';
import { formatBytes } from '../../core/units';
import { wholeUp } from '../../plan/capacity/replicas';
import type { ClusterNeeds, Need } from '../../plan/capacity/cluster-needs';
import { needsOf } from '../../plan/capacity/needs-of';
import { largest, whenOf } from '../../plan/capacity/worst-need';
import { machineOf } from '../../plan/nodes/machine';
import type { LintRule } from '../lint';
import { writtenPools, type WrittenPool } from '../written-pools';

const message = defineMessage<{
  at: Position;
  cluster: string;
  when: string;
  zones: readonly string[];
  needed: number;
  has: number;
  cpu: number;
  memory: string;
}>('lint/node-pools-too-small', {
  reason:
    'Nodes are whole, and each zone has its own: pods that find none wait, although the sum of the registry would do.',
  text: ({ at, cluster, when, zones, needed, has, cpu, memory }) => ({
    at,
    message: `${when}, ${cluster} needs ${counted(needed, 'node')} in ${zones.length > 1 ? 'each of ' : ''}${listed(zones)}, and what was written for it allows ${has} there`,
    remedy: `Raise capacity.cpu to ${cpu} and capacity.memory to ${memory} or more, so that every zone gets its part, or plan for less load.`,
  }),
});

/**
 * What was written for the autoscaler of a cluster lets it start, in each zone, the whole nodes that the plan counts there at
 * worst. Replicas are spread evenly, and those of a lost zone count in the plan already, so that the zones which are left need
 * their own part and no more.
 */
export const nodePoolsHoldThePlan: LintRule = {
  message,
  check(index, report) {
    for (const needs of needsOf(index.plan)) {
      const { cluster, capacity } = needs;
      const pools = writtenPools(index, cluster);
      const worst = worstOf(needs);
      if (pools === undefined || worst === undefined) continue;
      const zones = cluster.zones.length === 0 ? [undefined] : cluster.zones;
      const needed = wholeUp(worst.nodes / zones.length);
      const { vcpus, memoryMebibytes } = machineOf(capacity);
      const all = needed * zones.length;
      const rooms = zones.map((zone) => roomIn(pools, zone, zones.length));
      for (const has of new Set(rooms)) {
        const where = zones.filter((_, index) => rooms[index] === has);
        if (has >= needed) continue;
        report(
          message({
            at: cluster.source.at(['capacity', 'cpu']),
            cluster: cluster.id,
            when: whenOf(worst),
            zones: where.map((zone) => zone ?? 'all zones'),
            needed,
            has,
            cpu: all * vcpus,
            memory: formatBytes(all * memoryMebibytes * 2 ** 20),
          }),
        );
      }
    }
  },
};

/** Whole nodes that all pools together may start in a zone. */
function roomIn(pools: readonly WrittenPool[], zone: string | undefined, all: number): number {
  return Math.floor(pools.reduce((sum, pool) => sum + partOf(pool, zone, all), 0));
}

function worstOf({ needs }: ClusterNeeds): Need | undefined {
  return largest(needs, ({ nodes }) => nodes);
}

/** A pool that is for several zones has an even part for each: what runs in one that is lost counts until it is taken away. */
function partOf({ zones, nodes }: WrittenPool, zone: string | undefined, all: number): number {
  if (zone === undefined) return nodes;
  if (zones.length === 0) return nodes / all;
  return zones.includes(zone) ? nodes / zones.length : 0;
}
