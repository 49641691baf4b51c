import type { Cluster, Fleet } from '../../fleet/fleet';
import { gauge, type Alert, type TestSeries } from '../../plan/alerts/alert';
import { RESERVED_NAMESPACES } from '../../plan/names';
import { needsOf } from '../../plan/capacity/needs-of';
import type { ComponentContext } from '../component';

/** Whether there is the room that the plan counts with. */
export function roomAlerts(context: ComponentContext): readonly Alert[] {
  return [pending(context), ...abovePlan(context), ...poolsFull(context)];
}

function pending({ cluster }: ComponentContext): Alert {
  const series = "kube_pod_status_phase{namespace='shop',pod='shop-1',phase='Pending'}";
  return {
    name: 'PodsPending',
    severity: 'ticket',
    expr: "sum by (namespace) (kube_pod_status_phase{phase='Pending'}) > 0",
    for: '15m',
    summary: `{{ $value }} pods of {{ $labels.namespace }} in ${cluster.id} have found no node for 15 minutes.`,
    fires: { at: '20m', series: [gauge(series, 1, '20m')] },
    silent: { at: '20m', series: [gauge(series, 0, '20m')] },
  };
}

/** Namespaces of the platform, of charts, of Kubernetes and of clouds, as a pattern. */
export function namespacesBeside({ cloudNamespaces }: Fleet): string {
  return ['kube-.+', ...RESERVED_NAMESPACES, ...cloudNamespaces].sort().join('|');
}

/** What the apps of a cluster ask for, as a query: what runs for the platform itself is not in the plan. */
export function appsRequestCores(fleet: Fleet): string {
  return `sum(kube_pod_container_resource_requests{resource='cpu',namespace!~'${namespacesBeside(fleet)}'})`;
}

/** Cores that the apps ask for in the worst planned loss, without daemons and placeholders, which the query leaves out too: above them the proof of the failover holds no more. */
export function plannedCores({ plan, cluster }: ComponentContext): number {
  const needs = needsOf(plan).find((candidate) => candidate.cluster === cluster)?.needs ?? [];
  return Math.max(0, ...needs.map(({ apps }) => apps.cpuMillicores)) / 1000;
}

function abovePlan(context: ComponentContext): readonly Alert[] {
  const { cluster } = context;
  const planned = plannedCores(context);
  if (planned === 0) return [];
  const series = "kube_pod_container_resource_requests{namespace='shop',resource='cpu'}";
  return [
    {
      name: 'MoreRunsThanPlanned',
      severity: 'ticket',
      expr: `${appsRequestCores(context.fleet)} > ${planned}`,
      for: '30m',
      summary: `The apps of ${cluster.id} ask for {{ $value }} cores, and the worst planned loss for ${planned}: a lost region may find no room.`,
      fires: { at: '35m', series: [gauge(series, Math.ceil(planned) + 1, '35m')] },
      silent: { at: '35m', series: [gauge(series, Math.floor(planned), '35m')] },
    },
  ];
}

/** What says how much of its limits an autoscaler has used, and the limit; where the provider runs it, nothing here does. */
interface UsedAndLimit {
  readonly by: string;
  readonly used: string;
  readonly limit: string;
  readonly what: string;
  /** One series of each. */
  readonly series: readonly [used: string, limit: string];
}

const OF_POOLS: UsedAndLimit = {
  by: 'nodepool, resource_type',
  used: "karpenter_nodepools_usage{resource_type=~'cpu|memory'}",
  limit: 'karpenter_nodepools_limit',
  what: 'The pool {{ $labels.nodepool }}',
  series: [
    "karpenter_nodepools_usage{nodepool='apps-1',resource_type='cpu'}",
    "karpenter_nodepools_limit{nodepool='apps-1',resource_type='cpu'}",
  ],
};

const OF_GROUPS: UsedAndLimit = {
  by: 'job',
  used: 'cluster_autoscaler_cluster_cpu_current_cores',
  limit: "cluster_autoscaler_cpu_limits_cores{direction='maximum'}",
  what: 'What all groups of nodes may be together',
  series: [
    "cluster_autoscaler_cluster_cpu_current_cores{job='autoscalers'}",
    "cluster_autoscaler_cpu_limits_cores{direction='maximum',job='autoscalers'}",
  ],
};

/** A pool that is nearly full has no room for a loss, however much the registry counts with. */
function poolsFull({ cluster }: ComponentContext): readonly Alert[] {
  const row = usedAndLimit(cluster);
  if (row === undefined) return [];
  const { by, used, limit, what } = row;
  const at = (usage: number): TestSeries[] => [
    gauge(row.series[0], usage, '20m'),
    gauge(row.series[1], 40, '20m'),
  ];
  return [
    {
      name: 'NodePoolsFull',
      severity: 'ticket',
      expr: `max by (${by}) (${used}) / max by (${by}) (${limit}) > 0.9`,
      for: '15m',
      summary: `${what} in ${cluster.id} is used up to {{ $value | humanizePercentage }}: a loss would find no room there.`,
      fires: { at: '20m', series: at(38) },
      silent: { at: '20m', series: at(20) },
    },
  ];
}

function usedAndLimit({ autoscaler, capacity }: Cluster): UsedAndLimit | undefined {
  if (capacity === undefined || autoscaler.kind === 'provider') return undefined;
  if (autoscaler.kind === 'node-groups') return OF_GROUPS;
  return autoscaler.pools.controller === 'installed' ? OF_POOLS : undefined;
}
