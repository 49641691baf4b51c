import type { Construct } from 'constructs';
import {
  NodePool,
  NodePoolSpecDisruptionConsolidationPolicy as Consolidation,
  NodePoolSpecLimits as Limit,
  NodePoolSpecTemplateSpecRequirementsOperator as Operator,
  type NodePoolSpecDisruption,
  type NodePoolSpecTemplateSpecRequirements as Requirement,
} from '../../../imports/karpenter.sh';
import { formatBytes, formatDuration } from '../../core/units';
import type { Cluster, ClusterCapacity } from '../../fleet/fleet';
import { machineOf } from '../../plan/nodes/machine';
import type { NodePoolPlan } from '../../plan/nodes/pools';
import { GUARD } from '../../plan/sync';
import type { NodePoolFacts } from '../../providers/provider';
import { baselineLabels } from '../labels';
import type { NodeClassRef, PoolSurroundings } from './node-class';

/** The nodes of one zone. */
export interface PoolContext extends PoolSurroundings {
  readonly nodeClass: NodeClassRef;
  readonly plan: NodePoolPlan;
}

/**
 * One pool: which machines, how many of them, and when they are replaced. It stays where its file is lost: all nodes of a pool go
 * with it.
 */
export function buildPool(
  scope: Construct,
  { cluster, capacity, facts, nodeClass, plan }: PoolContext,
): void {
  const { zone, vcpus, memoryMebibytes } = plan;
  const name = zone === undefined ? 'apps' : `apps-${zone}`;
  const { expireAfter, terminationGracePeriod } = cluster.baseline['node-pools'];
  new NodePool(scope, name, {
    metadata: {
      name,
      labels: baselineLabels(cluster),
      annotations: { ...GUARD, ...reservedIn(zone, capacity) },
    },
    spec: {
      disruption: disruptionOf(cluster),
      limits: {
        cpu: Limit.fromString(String(vcpus)),
        memory: Limit.fromString(formatBytes(memoryMebibytes * 2 ** 20)),
      },
      template: {
        spec: {
          expireAfter: formatDuration(expireAfter),
          nodeClassRef: { ...nodeClass },
          requirements: requirementsOf(cluster, zone, capacity, facts),
          terminationGracePeriod: formatDuration(terminationGracePeriod),
        },
      },
    },
  });
}

/** Whoever reads the pool sees how many of its machines are kept for it. */
function reservedIn(
  zone: string | undefined,
  { reservations = [] }: ClusterCapacity,
): Record<string, string> {
  const nodes = reservations.reduce((sum, row) => sum + (row.zone === zone ? row.nodes : 0), 0);
  return nodes === 0 ? {} : { 'meridian.dev/reserved-nodes': String(nodes) };
}

function requirementsOf(
  { baseline }: Cluster,
  zone: string | undefined,
  capacity: ClusterCapacity,
  { machine, families, rules }: NodePoolFacts,
): Requirement[] {
  const { vcpus, memoryMebibytes } = machineOf(capacity);
  return [
    among('kubernetes.io/arch', [capacity.node.architecture]),
    among('kubernetes.io/os', ['linux']),
    among('karpenter.sh/capacity-type', capacityTypes(capacity)),
    ...(zone === undefined ? [] : [among('topology.kubernetes.io/zone', [zone])]),
    among(machine.cpu, [String(vcpus)]),
    among(machine.memory, [String(memoryMebibytes)]),
    among(families.key, baseline['node-pools'].families ?? families.usual),
    ...rules.map(({ key, operator, values }) => ({
      key,
      operator: OPERATORS[operator],
      values: [...values],
    })),
  ];
}

const OPERATORS = { In: Operator.IN, Gt: Operator.GT } as const;

function among(key: string, values: readonly string[]): Requirement {
  return { key, operator: Operator.IN, values: [...values] };
}

/** What is reserved is paid for, and so taken first. Spot machines may be taken away while a region is lost, when all want them. */
function capacityTypes({ reservations = [] }: ClusterCapacity): string[] {
  return reservations.length === 0 ? ['on-demand'] : ['reserved', 'on-demand'];
}

/** The strictest budget that holds at a time counts. */
function disruptionOf({ baseline }: Cluster): NodePoolSpecDisruption {
  const { consolidateAfter, disruption } = baseline['node-pools'];
  return {
    budgets: [
      { nodes: disruption.nodes },
      ...disruption.never.map(({ schedule, duration }) => ({
        nodes: '0',
        schedule,
        duration: formatDuration(duration),
      })),
    ],
    consolidateAfter: formatDuration(consolidateAfter),
    consolidationPolicy: Consolidation.WHEN_EMPTY_OR_UNDERUTILIZED,
  };
}
