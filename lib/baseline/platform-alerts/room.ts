import { gauge, type Alert } from '../../plan/alerts/alert';
import { needsOf } from '../../plan/capacity/needs-of';
import type { ComponentContext } from '../component';

/** Whether there is the room that the plan counts with. */
export function roomAlerts(context: ComponentContext): readonly Alert[] {
  return [pending(context), ...abovePlan(context)];
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

/** What the apps of a cluster ask for, as a query: what runs for the platform itself is not in the plan. */
export const appsRequestCores =
  "sum(kube_pod_container_resource_requests{resource='cpu',namespace!~'argocd|istio-.+|kube-.+|monitoring|platform'})";

/** Cores that the worst planned loss asks of the cluster: above them the proof of the failover holds no more. */
export function plannedCores({ plan, cluster }: ComponentContext): number {
  const needs = needsOf(plan).find((candidate) => candidate.cluster === cluster)?.needs ?? [];
  return Math.max(0, ...needs.map(({ cpuMillicores }) => cpuMillicores)) / 1000;
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
      expr: `${appsRequestCores} > ${planned}`,
      for: '30m',
      summary: `The apps of ${cluster.id} ask for {{ $value }} cores, and the worst planned loss for ${planned}: a lost region may find no room.`,
      fires: { at: '35m', series: [gauge(series, Math.ceil(planned) + 1, '35m')] },
      silent: { at: '35m', series: [gauge(series, Math.floor(planned), '35m')] },
    },
  ];
}
