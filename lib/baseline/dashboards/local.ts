import { lines, type Dashboard, type Panel } from './dashboard';

const WORKLOADS: readonly Panel[] = [
  lines(
    'Workloads',
    'Cores that each namespace uses.',
    'short',
    "sum by (namespace) (rate(container_cpu_usage_seconds_total{container!=''}[5m]))",
    '{{namespace}}',
  ),
  {
    title: 'Nodes',
    says: 'Share of each node that is in use.',
    unit: 'percentunit',
    queries: [
      {
        expr: "1 - avg by (instance) (rate(node_cpu_seconds_total{mode='idle'}[5m]))",
        legend: 'processor, {{instance}}',
      },
      {
        expr: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
        legend: 'memory, {{instance}}',
      },
    ],
  },
  lines(
    'State of the objects',
    'Replicas that are wanted and not there.',
    'short',
    'sum by (namespace, deployment) (kube_deployment_status_replicas_unavailable > 0)',
    '{{namespace}} {{deployment}}',
  ),
];

const GATEWAY = lines(
  'Gateways',
  'Requests of users, by what was answered.',
  'reqps',
  "sum by (destination_service_name, response_code) (rate(istio_requests_total{reporter='source',source_workload_namespace='istio-ingress'}[5m]))",
  '{{destination_service_name}}: {{response_code}}',
);

const PLATFORM: readonly Panel[] = [
  lines(
    'DNS',
    'Answers of CoreDNS, by what they say. GKE runs another DNS, whose figures are in Cloud Monitoring: there this stays empty.',
    'reqps',
    'sum by (rcode) (rate(coredns_dns_responses_total[5m]))',
    '{{rcode}}',
  ),
  {
    title: 'Autoscalers',
    says: 'How much of what it may have each autoscaler has, nodes that were asked for a second, and pods that wait for one.',
    queries: [
      {
        expr: 'kube_horizontalpodautoscaler_status_current_replicas / on (namespace, horizontalpodautoscaler) kube_horizontalpodautoscaler_spec_max_replicas',
        legend: '{{namespace}} {{horizontalpodautoscaler}}',
      },
      {
        expr: 'sum by (nodepool) (rate(karpenter_nodeclaims_created_total[5m]))',
        legend: 'nodes for {{nodepool}}',
      },
      { expr: 'cluster_autoscaler_unschedulable_pods_count', legend: 'pods without a node' },
    ],
  },
  lines(
    'Policy violations',
    'What the policies refused, warned of or noted, a second.',
    'short',
    "sum by (policy, enforcement_action) (rate(apiserver_validating_admission_policy_check_total{enforcement_action!='allow'}[5m]))",
    '{{policy}} {{enforcement_action}}',
  ),
  lines(
    'Audit events',
    'Lines that the API server writes into its audit log, a second; none means that nothing is being written.',
    'short',
    'sum(rate(apiserver_audit_event_total[5m]))',
    'events',
  ),
  lines(
    'API server',
    'Answers of the control plane that failed.',
    'reqps',
    "sum by (verb, resource, code) (rate(apiserver_request_total{code=~'5..'}[5m]))",
    '{{verb}} {{resource}}: {{code}}',
  ),
];

/** The signals of a cluster that must be seen when no other cluster can be reached. */
export function localDashboard(isInMesh: boolean, controlPlaneLogs: string): Dashboard {
  const logs: Panel = {
    title: 'Events and logs',
    says: [
      'What has no series:',
      '- events: `kubectl get events --all-namespaces --sort-by=.lastTimestamp`',
      '- logs of a pod: `kubectl -n NAMESPACE logs POD --all-containers`',
      `- audit log and control plane: ${controlPlaneLogs}`,
      '- who broke the glass: `meridian-break-glass` in the audit log',
    ].join('\n'),
    kind: 'text',
    queries: [],
  };
  return {
    name: 'local',
    title: 'This cluster',
    says: 'The cluster whose Grafana this is, from its own Prometheus alone.',
    panels: [...WORKLOADS, ...(isInMesh ? [GATEWAY] : []), ...PLATFORM, logs],
  };
}
