import type { Cluster } from '../../fleet/fleet';
import type { ComponentContext } from '../component';
import { appsRequestCores, namespacesBeside, plannedCores } from './room';

/** A series that is worked out of others. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
}

/** What is recorded of all clusters together: how much slower than the fastest region each one answers. */
export const FLEET_RECORDINGS: readonly Recording[] = [
  {
    record: 'app:latency:ratio_to_fastest',
    expr: 'app:latency_seconds:p99_5m / on (namespace, service) group_left min by (namespace, service) (app:latency_seconds:p99_5m > 0)',
  },
];

/** The app of a pod and whose it is; the pods of every app are asked with these labels of theirs. */
const OF_APP =
  "* on (namespace, pod) group_left (service, team, criticality) group by (namespace, pod, service, team, criticality) (up{service!='',team!=''})";

/** Of every app, and of the platform, whose pods belong to the owner of the cluster. */
function requestedOf(resource: string, { fleet, cluster }: ComponentContext): string {
  const requests = `kube_pod_container_resource_requests{resource='${resource}'`;
  const platform = `sum by (namespace) (${requests},namespace=~'${namespacesBeside(fleet)}'})`;
  const owned = labelled(labelled(platform, 'service', 'platform'), 'team', cluster.ownerTeam);
  return `sum by (namespace, service, team, criticality) (${requests}} ${OF_APP}) or ${owned}`;
}

function labelled(expr: string, label: string, value: string): string {
  return `label_replace(${expr}, '${label}', '${value}', '', '')`;
}

/** What an hour costs there. */
function priceRecordings({ baseline }: Cluster): readonly Recording[] {
  const { core, gibibyte } = baseline.dashboards.prices ?? { core: 1, gibibyte: 0 };
  return [
    { record: 'cluster:price_core:hour', expr: `vector(${core})` },
    { record: 'cluster:price_gibibyte:hour', expr: `vector(${gibibyte})` },
  ];
}

/** What every cluster records of itself, so that the others can show it: a few series each, out of many. */
export function clusterRecordings(context: ComponentContext): readonly Recording[] {
  return [
    {
      record: 'app:replicas:by_version',
      expr: "count by (namespace, service, team, version) (up{service!='',version!=''} == 1)",
    },
    { record: 'app:requested_cpu:cores', expr: requestedOf('cpu', context) },
    { record: 'app:requested_memory:bytes', expr: requestedOf('memory', context) },
    ...priceRecordings(context.cluster),
    { record: 'cluster:planned_cpu:cores', expr: `vector(${plannedCores(context)})` },
    { record: 'cluster:requested_cpu:cores', expr: appsRequestCores(context.fleet) },
    {
      record: 'cluster:allocatable_cpu:cores',
      expr: "sum(kube_node_status_allocatable{resource='cpu'})",
    },
    {
      record: 'cluster:pods_pending:count',
      expr: "sum by (namespace) (kube_pod_status_phase{phase='Pending'})",
    },
    {
      record: 'cluster:nodes_not_ready:count',
      expr: "count(kube_node_status_condition{condition='Ready',status='true'} == 0) or vector(0)",
    },
    {
      record: 'cluster:alerts_firing:count',
      expr: "count by (severity) (ALERTS{alertstate='firing',severity!=''})",
    },
    {
      record: 'cluster:argocd_apps:count',
      expr: 'count by (sync_status, health_status) (argocd_app_info)',
    },
    {
      record: 'cluster:policy_violations:rate5m',
      expr: "sum by (policy, enforcement_action) (rate(apiserver_validating_admission_policy_check_total{enforcement_action!='allow'}[5m]))",
    },
  ];
}
