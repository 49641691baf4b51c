import { PLATFORM_NAMESPACE } from '../../plan/names';
import { nodePoolsOf } from '../../plan/nodes/pools';
import type { Component } from '../component';
import { buildNodeClass } from './node-class';
import { buildPool } from './pool';

/**
 * Which nodes may be started: a pool a zone, as large as the registry says, and the class that all of them are made from. Where
 * the registry does not say how far a cluster may grow there is none, because one without limits grows until the bill arrives.
 */
export const nodePools: Component = {
  name: 'node-pools',
  namespace: PLATFORM_NAMESPACE,
  isIn: ({ cluster }) => cluster.autoscaler.kind === 'node-pools' && cluster.capacity !== undefined,
  build(scope, { cluster }) {
    const { autoscaler, capacity } = cluster;
    if (autoscaler.kind !== 'node-pools' || capacity === undefined) return;
    const nodeClass = buildNodeClass(scope, { cluster, facts: autoscaler.pools, capacity });
    for (const plan of nodePoolsOf(cluster))
      buildPool(scope, { cluster, facts: autoscaler.pools, capacity, nodeClass, plan });
  },
};
