import { CHOSEN_APP, lines, type Dashboard, type Panel } from './dashboard';

const EVERYWHERE: readonly Panel[] = [
  lines(
    'Requests',
    'What the app answers, in each cluster.',
    'reqps',
    `sum by (service, cluster) (app:requests:rate5m{${CHOSEN_APP}})`,
    '{{service}} in {{cluster}}',
  ),
  lines(
    'Errors',
    'Share of the requests that failed.',
    'percentunit',
    `app:errors:rate5m{${CHOSEN_APP}} / on (service, cluster) (app:requests:rate5m{${CHOSEN_APP}} > 0)`,
    '{{service}} in {{cluster}}',
  ),
  lines(
    'Latency',
    'Of a hundred requests the slowest but one.',
    's',
    `app:latency_seconds:p99_5m{${CHOSEN_APP}}`,
    '{{service}} in {{cluster}}',
  ),
  lines(
    'Error budget left',
    'What is left of the failures that the promise allows in 30 days; below nothing the promise is broken.',
    'percentunit',
    `slo:period_error_budget_remaining:ratio{${CHOSEN_APP}}`,
    '{{service}} in {{cluster}}',
  ),
  lines(
    'Replicas by version',
    'What is running, in each cluster.',
    'short',
    `sum by (service, version, cluster) (app:replicas:by_version{${CHOSEN_APP}})`,
    '{{service}} {{version}} in {{cluster}}',
  ),
];

const HERE: readonly Panel[] = [
  {
    title: 'Replicas against the maximum, in this cluster',
    says: 'At the maximum no more load can be taken over.',
    queries: [
      {
        expr: "kube_horizontalpodautoscaler_status_current_replicas{horizontalpodautoscaler=~'$app'}",
        legend: '{{horizontalpodautoscaler}}',
      },
      {
        expr: "kube_horizontalpodautoscaler_spec_max_replicas{horizontalpodautoscaler=~'$app'}",
        legend: '{{horizontalpodautoscaler}} at most',
      },
    ],
  },
  lines(
    'Cores that its pods use, in this cluster',
    'Above what they ask for they live on what others leave.',
    'short',
    "sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{pod=~'($app)-.+',container!=''}[5m]))",
    '{{pod}}',
  ),
];

const IN_THE_MESH: readonly Panel[] = [
  lines(
    'Who it calls, and where they answer, from this cluster',
    'A callee that is answered in another region adds a round trip to every request.',
    'reqps',
    "sum by (destination_service_name, destination_cluster, response_code) (rate(istio_requests_total{reporter='source',source_workload=~'$app'}[5m]))",
    '{{destination_service_name}} in {{destination_cluster}}: {{response_code}}',
  ),
];

/** One app, everywhere; its callees and pods as this cluster sees them. */
export function appDashboard(isInMesh: boolean): Dashboard {
  return {
    name: 'app',
    title: 'App',
    says: 'One app in every cluster; what is said to be in this cluster is of this one alone.',
    panels: [...EVERYWHERE, ...HERE, ...(isInMesh ? IN_THE_MESH : [])],
  };
}
