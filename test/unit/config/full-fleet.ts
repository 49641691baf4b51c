import { FULL_OBSERVABILITY, STORES_OF_APAC } from './full-profile';
import { PRODUCTION_LABELS } from '../../../lib/policy/profiles';
import { POLICY_RULE_NAMES } from '../../../lib/policy/registry';
import { cluster, onProfile, PROFILE } from './full-clusters';
import { BACKUP_PROFILE, DIARY } from './full-backups';
import { FULL_BASELINE } from './full-baseline';
import { CART } from './full-cart';

/** A small fleet in which every field of every input is set: file → content. */
export const FULL_FLEET: Readonly<Record<string, unknown>> = {
  'fleet.yaml': {
    name: 'full',
    repository: { url: 'https://git.example.com/full.git', path: 'dist', private: true },
    strict: false,
    domain: 'apps.example.com',
    dnsZone: { provider: 'aws', account: '111122223333', id: 'Z0123456789FULL' },
    entry: { route53: { hostedZone: 'Z0123456789FULL' } },
    cells: { header: 'x-cell', tenants: { acme: 'cell-1' } },
    geographies: ['na', 'eu'],
    rings: [
      { name: 'canary', ref: 'refs/heads/ring/canary' },
      { name: 'stable', ref: 'refs/heads/ring/stable' },
    ],
    mesh: {
      id: 'full',
      trustDomain: 'cluster.local',
      registry: 'main',
      path: 'istio-release',
      secretStore: 'platform',
    },
    registries: [
      {
        name: 'main',
        host: 'registry.example.com',
        mirrors: { 'us-east-1': 'us.example.com', 'eu-west-1': 'eu.example.com' },
      },
      { name: 'vendors', host: 'vendors.example.com' },
    ],
    defaultRegistry: 'main',
    survive: ['zone', 'region'],
    capacity: {
      growth: 10,
      utilisationCeiling: 85,
      placeholder: { registry: 'vendors', image: `pause@sha256:${'9'.repeat(64)}` },
    },
    recovery: {
      healthCheckInterval: '10s',
      failureThreshold: 3,
      dnsTtl: '60s',
      dnsOverrun: '5s',
      decision: '10m',
      edgeChange: '20m',
      drillEveryDays: 92,
    },
    policy: {
      enforcement: { canary: { mode: 'warn', rules: { 'must-carry-labels': 'audit' } } },
      exemptions: [
        {
          rule: 'must-have-readiness-probe',
          namespace: 'front',
          app: 'web',
          clusters: ['us'],
          owner: 'shop',
          reason: 'the vendor is at it',
          expires: '2030-06-30',
        },
      ],
      blockedDigests: [{ digest: `sha256:${'f'.repeat(64)}`, reason: 'lost writes' }],
    },
    latency: [{ between: ['eu-west-1', 'ap-southeast-1'], milliseconds: 200, source: 'own probes' }],
    argocd: { applicationsSync: 'create-update' },
    baseline: FULL_BASELINE,
    overlays: [
      { match: { environment: 'prod' }, application: { runtime: { env: { STAGE: 'live' } } } },
      STORES_OF_APAC,
      { match: { ring: 'canary' }, baseline: { telemetry: { traceSamplingPercent: 20 } } },
      {
        match: { geography: 'eu' },
        baseline: {
          'ingress-gateway': { certificateSecret: 'certificate-eu', certificateIssuer: 'public-eu' },
        },
      },
      { match: { provider: 'aws' }, application: { runtime: { env: { CLOUD: 'aws' } } } },
      { match: { region: 'eu-west-1' }, application: { runtime: { env: { REGION_HINT: 'dublin' } } } },
      { match: { cluster: 'us' }, application: { runtime: { env: { CLUSTER_HINT: 'first' } } } },
    ],
  },
  'profiles/observability/eks-standard.yaml': FULL_OBSERVABILITY,
  'policies/restricted-prod.yaml': {
    name: 'restricted-prod',
    version: '2',
    rules: POLICY_RULE_NAMES,
    labels: PRODUCTION_LABELS,
  },
  'versions/stable.yaml': {
    ring: 'stable',
    kubernetes: '1.36',
    istio: { active: '1.31.1', installed: ['1.31.1', '1.31.2'] },
    charts: { 'kube-prometheus-stack': '77.6.2' },
  },
  'profiles/telemetry/web.yaml': { name: 'web', measures: 'http', intervalSeconds: 15, traces: true },
  'profiles/backup/velero-prod.yaml': BACKUP_PROFILE,
  'profiles/clusters/eks-full.yaml': { name: 'eks-full', ...PROFILE },
  'clusters/us.yaml': cluster('us', 'us-east-1', 1, 'stable'),
  'clusters/eu.yaml': cluster('eu', 'eu-west-1', 2, 'stable'),
  'clusters/ap.yaml': onProfile(cluster('ap', 'ap-southeast-1', 3, 'canary')),
  'apps/web/app.yaml': {
    application: {
      name: 'web',
      owner: 'shop',
      criticality: 'tier-2',
      regions: ['aws:us-east-1', 'aws:eu-west-1'],
      clusters: ['us', 'eu'],
      namespace: 'front',
      cell: 'cell-1',
      state: 'active',
      traffic: {
        exposure: 'public',
        routing: 'latency',
        hosts: ['www.apps.example.com'],
        paths: ['/shop'],
        timeout: '5s',
        retries: 2,
      },
      runtime: {
        minReplicasPerRegion: 3,
        maxReplicasPerRegion: 23,
        podDisruptionBudget: 'required',
        topologySpread: 'zone',
        ports: [
          { name: 'http', port: 8080, protocol: 'http' },
          { name: 'metrics', port: 9090, protocol: 'none' },
        ],
        command: ['/bin/web'],
        args: ['serve'],
        env: { LOG_LEVEL: 'info' },
        config: { mountPath: '/etc/web', files: { 'web.yaml': 'colour: red\n' } },
        secrets: [
          {
            name: 'keys',
            from: 'web/keys',
            regions: ['us-east-1', 'eu-west-1'],
            env: { SIGNATURE: 'signature' },
            mountPath: '/var/run/keys',
          },
        ],
        probes: { readiness: '/ready', liveness: '/live', startup: '/started' },
        scratch: [{ path: '/tmp', size: '64Mi' }],
        resources: { cpu: '500m', memory: '512Mi' },
        load: { rpsPerReplica: 50, peakRps: { 'us-east-1': 300, 'eu-west-1': 300 }, targetUtilisation: 60 },
        start: '30s',
        shutdown: '20s',
      },
      calls: {
        to: ['stock'],
        external: [
          {
            name: 'db',
            cidrs: ['10.1.40.0/24', '10.2.40.0/24'],
            port: 5432,
            host: 'db.example.net',
            endpoints: { 'us-east-1': 'us.db.example.net', 'eu-west-1': '10.2.40.9' },
          },
          { name: 'cache', cidrs: ['10.1.41.0/24'], port: 6379 },
        ],
      },
      identity: { cloudPermissionsProfile: 'web-prod', kubernetesApi: true },
      data: { mode: 'none', rto: '8m', connectionsPerReplica: 10, maxConnections: 300 },
      observability: {
        slo: 99.9,
        telemetryProfile: 'web',
        metrics: { port: 'metrics', path: '/metrics' },
      },
    },
    workloadIdentity: {
      app: 'web',
      requiredPermissions: [
        { 'read-secret': 'web/keys' },
        { 'publish-event': 'visited' },
        { 'consume-event': 'restocked' },
        { 'read-object': 'pictures' },
        { 'write-object': 'logs' },
      ],
      environment: 'prod',
    },
    overlays: [
      { match: { region: 'eu-west-1' }, runtime: { env: { REGION_OF_WEB: 'dublin' } } },
      { match: { environment: 'prod' }, runtime: { env: { STAGE_OF_WEB: 'live' } } },
      { match: { provider: 'aws' }, runtime: { env: { CLOUD_OF_WEB: 'aws' } } },
      { match: { geography: 'na' }, runtime: { env: { PLACE_OF_WEB: 'na' } } },
      { match: { ring: 'stable' }, runtime: { env: { RING_OF_WEB: 'stable' } } },
      { match: { cluster: 'us' }, runtime: { env: { HOME_OF_WEB: 'us' } } },
    ],
  },
  'apps/web/releases.yaml': releases('shop/web', 'a', 'vendors'),
  'apps/stock/app.yaml': {
    application: {
      name: 'stock',
      owner: 'goods',
      criticality: 'tier-2',
      regions: ['aws:us-east-1', 'aws:eu-west-1', 'aws:ap-southeast-1'],
      runtime: { port: 8081 },
      calls: { from: ['web'] },
    },
  },
  'apps/stock/releases.yaml': releases('goods/stock', 'b', 'main'),
  'apps/ledger/app.yaml': {
    application: {
      name: 'ledger',
      owner: 'goods',
      criticality: 'tier-1',
      regions: ['aws:us-east-1', 'aws:eu-west-1'],
      traffic: { failover: 'automatic' },
      data: {
        mode: 'hot-standby',
        rpo: '30s',
        rto: '5m',
        promotion: '2m',
        primary: 'us-east-1',
        residency: ['na', 'eu'],
      },
    },
  },
  'apps/ledger/releases.yaml': releases('goods/ledger', 'c', 'main'),
  'apps/desk/app.yaml': {
    application: {
      name: 'desk',
      owner: 'goods',
      criticality: 'tier-2',
      regions: ['aws:us-east-1', 'aws:eu-west-1'],
      traffic: { failover: 'manual-confirmed' },
      identity: { cloudPermissionsProfile: 'desk-prod' },
      data: { mode: 'regional-primary-with-standby', rpo: '5m', rto: '1110s' },
    },
  },
  'apps/desk/releases.yaml': releases('goods/desk', 'd', 'main'),
  'apps/shelf/app.yaml': {
    application: {
      name: 'shelf',
      owner: 'goods',
      criticality: 'tier-3',
      regions: ['aws:us-east-1', 'aws:eu-west-1'],
      traffic: { weights: { 'us-east-1': 60, 'eu-west-1': 40 } },
    },
  },
  'apps/diary/app.yaml': DIARY,
  'apps/diary/releases.yaml': releases('goods/diary', '2', 'main'),
  'apps/cart/app.yaml': CART,
  'apps/cart/releases.yaml': releases('shop/cart', '1', 'main'),
  'apps/shelf/releases.yaml': releases('goods/shelf', 'e', 'main'),
  'tombstones.yaml': {
    apps: [{ name: 'old', owner: 'attic', namespace: 'old', clusters: ['us'], kinds: ['CronJob.batch'] }],
    namespaces: [
      {
        name: 'old',
        owner: 'attic',
        criticality: 'tier-2',
        cell: 'default',
        exposed: false,
        state: 'kept',
        quota: { us: { 'limits.memory': '1Gi', pods: '10', 'requests.cpu': '1', 'requests.memory': '1Gi' } },
      },
    ],
    components: [{ name: 'older', project: 'baseline', namespace: 'platform', clusters: ['us', 'eu'] }],
    clusters: [{ name: 'gone' }],
  },
};

function releases(image: string, digit: string, registry: string): unknown {
  const digest = `sha256:${digit.repeat(64)}`;
  return {
    image,
    registry,
    rings: { canary: { version: '1.1.0', digest }, stable: { version: '1.0.0', digest } },
  };
}
