import { CHOSEN, CHOSEN_APP, lines, type Dashboard, type Panel } from './dashboard';

/** Hours of a month, on average. */
const MONTH = 730;

/** How the apps of every cluster do. */
const APPS: readonly Panel[] = [
  lines(
    'SLO burn by cluster',
    'How many times faster than the promise allows the error budget of the worst app burns; 1 uses it up in exactly 30 days.',
    'short',
    `max by (cluster, service) (slo:current_burn_rate:ratio{${CHOSEN_APP}})`,
    '{{service}} in {{cluster}}',
  ),
  lines(
    'Requests by region',
    'What each region answers; after a loss it is here that the load arrives.',
    'reqps',
    `sum by (region) (app:requests:rate5m{${CHOSEN_APP}})`,
    '{{region}}',
  ),
  lines(
    'Errors by cluster',
    'Share of the requests that failed.',
    'percentunit',
    `sum by (cluster) (app:errors:rate5m{${CHOSEN_APP}}) / sum by (cluster) (app:requests:rate5m{${CHOSEN_APP}} > 0)`,
    '{{cluster}}',
  ),
  lines(
    'Latency by region',
    'Of a hundred requests to an app the slowest but one.',
    's',
    `max by (region, service) (app:latency_seconds:p99_5m{${CHOSEN_APP}})`,
    '{{service}} in {{region}}',
  ),
  lines(
    'Latency against the fastest region',
    'How many times slower than where it is answered fastest.',
    'short',
    `max by (region, service) (app:latency:ratio_to_fastest{${CHOSEN_APP}})`,
    '{{service}} in {{region}}',
  ),
  {
    title: 'Versions',
    says: 'Replicas that run of each version, in each cluster.',
    kind: 'table',
    queries: [
      {
        expr: `sum by (service, version, cluster) (app:replicas:by_version{${CHOSEN_APP}})`,
        legend: 'replicas',
      },
    ],
  },
];

/** How the clusters themselves do, and what they cost. */
const CLUSTERS: readonly Panel[] = [
  {
    title: 'Capacity headroom',
    says: 'Cores that apps may still ask for before a cluster runs more than the worst planned loss counts with, and cores that its nodes have left now.',
    queries: [
      {
        expr: `cluster:planned_cpu:cores{${CHOSEN}} - on (cluster) cluster:requested_cpu:cores{${CHOSEN}}`,
        legend: 'below the plan, {{cluster}}',
      },
      {
        expr: `cluster:allocatable_cpu:cores{${CHOSEN}} - on (cluster) cluster:requested_cpu:cores{${CHOSEN}}`,
        legend: 'free on nodes, {{cluster}}',
      },
    ],
  },
  lines(
    'Pending pods',
    'Pods that have found no node.',
    'short',
    `sum by (cluster, namespace) (cluster:pods_pending:count{${CHOSEN}} > 0)`,
    '{{namespace}} in {{cluster}}',
  ),
  {
    title: 'Cluster health',
    says: 'Seconds since each cluster was last heard, nodes that are not ready, alerts that fire, and units that are not what Git says.',
    queries: [
      {
        expr: `time() - max by (cluster) (meridian:heartbeat:timestamp{${CHOSEN}})`,
        legend: 'silent for, {{cluster}}',
      },
      {
        expr: `sum by (cluster) (cluster:nodes_not_ready:count{${CHOSEN}})`,
        legend: 'nodes not ready, {{cluster}}',
      },
      {
        expr: `sum by (cluster, severity) (cluster:alerts_firing:count{${CHOSEN}})`,
        legend: '{{severity}}, {{cluster}}',
      },
      {
        expr: `sum by (cluster) (cluster:argocd_apps:count{${CHOSEN},sync_status!='Synced'})`,
        legend: 'out of sync, {{cluster}}',
      },
    ],
  },
  lines(
    'Policy violations',
    'What the policies refused, warned of or noted, a second.',
    'short',
    `sum by (cluster, policy, enforcement_action) (cluster:policy_violations:rate5m{${CHOSEN}})`,
    '{{policy}} {{enforcement_action}} in {{cluster}}',
  ),
];

function cost(currency: string): Panel {
  const priced = (series: string, price: string): string =>
    `sum by (cluster, namespace, team) (${series}{${CHOSEN_APP}} * on (cluster) group_left () ${price}) * ${MONTH}`;
  const cores = priced('app:requested_cpu:cores', 'cluster:price_core:hour');
  const memory = `${priced('app:requested_memory:bytes', 'cluster:price_gibibyte:hour')} / 1024 / 1024 / 1024`;
  return {
    title: 'Cost by cluster, namespace and team',
    says: `What has been asked for, which is what is paid, in ${currency} a month: of apps, and of the platform, whose pods belong to the owner of the cluster.`,
    kind: 'table',
    queries: [
      { expr: cores, legend: 'cores' },
      { expr: memory, legend: 'memory' },
    ],
  };
}

/** The ten things that are looked at across all clusters, in any of them. */
export const fleetDashboard = (currency: string): Dashboard => ({
  name: 'fleet',
  title: 'Fleet',
  says: 'All clusters of the mesh, as the Prometheus of this one hears them.',
  panels: [...APPS, ...CLUSTERS, cost(currency)],
});
