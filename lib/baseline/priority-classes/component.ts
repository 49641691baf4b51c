import { KubePriorityClass } from '../../kube';
import { PLATFORM_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';
import { buildSpareRoom, LOWEST_PRIORITY } from './spare-room';

interface Priority {
  readonly name: string;
  readonly value: number;
  readonly preemptionPolicy?: 'Never';
  readonly description: string;
}

/** What goes first when a cluster is full, the most important first. Kubernetes never lets a value be changed. */
export const PRIORITIES: readonly Priority[] = [
  { name: 'tier-1', value: 1_000_000, description: 'Apps that the business stops without.' },
  { name: 'tier-2', value: 500_000, description: 'Apps that the business is hurt without.' },
  { name: 'tier-3', value: 100_000, description: 'Apps that can wait.' },
  {
    name: 'batch',
    value: 0,
    preemptionPolicy: 'Never',
    description: 'Jobs: they wait for room and evict nobody.',
  },
  {
    name: LOWEST_PRIORITY,
    value: -10,
    description: 'Placeholders that keep room free: everything else evicts them.',
  },
];

/**
 * The priority classes that workloads name, and what only the lowest one is for: placeholders that hold nodes ready, where the
 * plan wants some.
 */
export const priorityClasses: Component = {
  name: 'priority-classes',
  namespace: PLATFORM_NAMESPACE,
  build(scope, { plan, cluster }) {
    for (const { name, ...priority } of PRIORITIES) {
      new KubePriorityClass(scope, name, {
        metadata: { name, labels: baselineLabels(cluster) },
        ...priority,
      });
    }
    const room = plan.spareRooms.get(cluster.id);
    if (room !== undefined) buildSpareRoom(scope, room);
  },
};
