import { parse } from 'yaml';
import { HEALTH_SCRIPTS } from '../../../lib/baseline/argocd/health';
import { compile } from '../../../lib/compile/compile';
import { valueAt } from '../../../lib/core/json';
import type { Json, Manifest } from '../../../lib/core/manifest';
import { RETRY_SECONDS } from '../../../lib/plan/sync';
import { EMITTED_KINDS } from '../../../scripts/import/kinds';
import { MINI_FILES, miniFleet, withAccess } from '../../support/mini-fleet';

type Compiled = ReturnType<typeof compile>;

function compiledWith(settings = '', cluster = ''): Compiled {
  const more = settings === '' ? '' : `baseline: {argocd: ${settings}}\n`;
  const { plan } = miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${more}`,
      'clusters/us.yaml':
        cluster === ''
          ? (MINI_FILES['clusters/us.yaml'] ?? '')
          : withAccess(MINI_FILES['clusters/us.yaml'] ?? '', cluster),
    },
  });
  return compile(plan, { resources: {}, twice: false, report: () => undefined });
}

function find(compiled: Compiled, kind: string, name: string): Manifest | undefined {
  return compiled.units
    .filter(({ cluster }) => cluster === 'us')
    .flatMap(({ objects }) => objects)
    .find((object) => object.kind === kind && object.metadata.name === name);
}

function values(settings?: string, cluster?: string): (...path: string[]) => Json | undefined {
  const application = find(compiledWith(settings, cluster), 'Application', 'chart-argocd');
  return (...path) => valueAt(application?.['spec'], 'source', 'helm', 'valuesObject', ...path);
}

const plain = compiledWith();
const usual = values();

describe('Argo CD', () => {
  test('is a pinned chart out of the mirror, and takes nothing of itself away', () => {
    const application = find(compiledWith(), 'Application', 'chart-argocd');
    expect(application?.metadata).toMatchObject({
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    });
    expect(application?.metadata).not.toHaveProperty('finalizers');
    expect(application?.['spec']).toMatchObject({
      project: 'charts',
      source: {
        repoURL: 'registry.example.com/argocd/charts',
        chart: 'argo-cd',
        targetRevision: '10.9.5',
        helm: { releaseName: 'argocd' },
      },
      destination: { name: 'us', namespace: 'argocd' },
      syncPolicy: { automated: { prune: false, selfHeal: true } },
    });
    expect(usual('crds')).toEqual({
      install: true,
      keep: true,
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    });
  });

  test('outlasts a node and a zone: copies, budgets, spread, and no long wait on a node that is gone', () => {
    for (const part of ['repoServer', 'server', 'applicationSet'])
      expect(values('{replicas: 3}')(part)).toMatchObject({
        replicas: 3,
        pdb: { enabled: true, maxUnavailable: 1 },
      });
    expect(usual('global', 'topologySpreadConstraints')).toEqual([
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(usual('global', 'tolerations')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'node.kubernetes.io/unreachable', tolerationSeconds: 30 }),
      ]),
    );
  });

  test('reads Git every 15 seconds, tracks by annotation, and gives no sync up that is still tried again', () => {
    expect(usual('repoServer', 'extraArgs')).toEqual(['--revision-cache-expiration', '15s']);
    expect(usual('configs', 'cm')).toMatchObject({ 'application.resourceTrackingMethod': 'annotation' });
    expect(usual('configs', 'params', 'controller.sync.timeout.seconds')).toBeGreaterThan(RETRY_SECONDS);
    expect(usual('configs', 'params')).not.toHaveProperty(['applicationsetcontroller.policy']);
    expect(usual('configs', 'cm')).not.toHaveProperty(['cluster.inClusterEnabled']);
    expect(usual('configs', 'cm')).not.toHaveProperty(['resource.exclusions']);
  });

  test('pulls every image from the mirror, and brings no walls of its own', () => {
    expect(usual('global', 'image', 'repository')).toBe('registry.example.com/argocd/argoproj/argocd');
    expect(usual('redis', 'image', 'repository')).toBe('registry.example.com/argocd/docker/library/redis');
    expect(usual('global', 'networkPolicy', 'create')).toBe(false);
    expect([usual('dex'), usual('redis-ha')]).toEqual([{ enabled: false }, { enabled: false }]);
  });

  test('knows the hosts of Git that somebody names, beside the public ones', () => {
    const line =
      'git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample';
    expect(values(`{knownHosts: ['${line}']}`)('configs', 'ssh')).toEqual({ extraHosts: `${line}\n` });
    expect(usual('configs', 'ssh')).toBeUndefined();
  });

  test('is left to whoever else installs it: no Application, no walls, and a page that names its settings', () => {
    const other = compiledWith('{install: false, notifications: {}}');
    const ofArgocd = other.units.filter(({ name }) => name.includes('argocd'));
    expect(ofArgocd).toEqual([]);
    expect(other.files.filter(({ path }) => path.startsWith('install/'))).toEqual([]);
    const page = other.files.find(({ path }) => path === 'bootstrap/README.md');
    expect(JSON.stringify(page)).toContain('--revision-cache-expiration 15s');
  });
});

describe('people in Argo CD', () => {
  const ACCESS = `access:
  breakGlass: glass
  groups:
    - {group: everybody, role: view}
    - {group: shop-team, role: operate, team: shop}
`;
  const policy = values('', ACCESS)('configs', 'rbac', 'policy.csv');

  test('have the reach that their groups have in the cluster, and no more', () => {
    expect(String(policy).trim().split('\n')).toEqual([
      'p, role:cluster-view, applications, get, */*, allow',
      'p, role:cluster-view, logs, get, */*, allow',
      'g, everybody, role:cluster-view',
      'p, role:team-shop-view, applications, get, team-shop/*, allow',
      'p, role:team-shop-view, logs, get, team-shop/*, allow',
      'g, shop-team, role:team-shop-view',
      'p, role:team-shop-operate, applications, sync, team-shop/*, allow',
      'p, role:team-shop-operate, applications, action/apps/Deployment/restart, team-shop/*, allow',
      'g, shop-team, role:team-shop-operate',
    ]);
  });

  test('sign in through the identity provider alone', () => {
    const signIn = '{signIn: {issuer: https://id.example.com, clientId: argocd, scopes: [openid, profile]}}';
    const settings = values(signIn)('configs', 'cm');
    expect(settings).toMatchObject({ 'admin.enabled': false, url: 'https://localhost:8080' });
    expect(parse(String(valueAt(settings, 'oidc.config')))).toMatchObject({
      issuer: 'https://id.example.com',
      clientID: 'argocd',
      enablePKCEAuthentication: true,
      requestedScopes: ['openid', 'profile'],
    });
    expect(usual('configs', 'cm')).toMatchObject({ 'admin.enabled': false, url: '' });
    expect(usual('configs', 'cm')).not.toHaveProperty(['oidc.config']);
  });
});

describe('what Argo CD tells people', () => {
  test('goes to a webhook, as JSON, with an address out of the store', () => {
    const told = values('{notifications: {}}');
    expect(told('notifications')).toMatchObject({
      enabled: true,
      secret: { create: false, name: 'argocd-notifications-secret' },
      context: { cluster: 'us' },
      subscriptions: [{ recipients: ['receiver'], triggers: ['on-sync-failed', 'on-health-degraded'] }],
    });
    expect(parse(String(told('notifications', 'notifiers', 'service.webhook.receiver')))).toMatchObject({
      url: '$webhook-url',
    });
    for (const name of ['sync-failed', 'health-degraded']) {
      const template = parse(String(told('notifications', 'templates', `template.${name}`))) as Json;
      const body = String(valueAt(template, 'webhook', 'receiver', 'body'));
      expect(JSON.parse(body.replaceAll(/\{\{[^}]*\}\}/g, '"x"'))).toMatchObject({
        what: name,
        message: 'x',
      });
    }
  });

  test('goes to a channel of Slack where one is named', () => {
    const told = values('{notifications: {slackChannel: deploys}}');
    expect(told('notifications', 'subscriptions')).toMatchObject([{ recipients: ['slack:deploys'] }]);
    expect(told('notifications', 'notifiers')).toEqual({ 'service.slack': 'token: $slack-token\n' });
    const template = parse(String(told('notifications', 'templates', 'template.sync-failed'))) as Json;
    expect(valueAt(template, 'message')).toBe(
      '{{ .app.metadata.name }} in {{ .context.cluster }}: {{ .app.status.operationState.message }}',
    );
  });

  test('is made out of the store of the region, and found by Argo CD', () => {
    const secret = find(compiledWith('{notifications: {}}'), 'ExternalSecret', 'argocd-notifications-secret');
    expect(secret?.['spec']).toMatchObject({
      dataFrom: [{ extract: { key: 'mini-argocd-us' } }],
      target: { template: { metadata: { labels: { 'app.kubernetes.io/part-of': 'argocd' } } } },
    });
  });

  test('is nothing where nobody is named', () => {
    expect(usual('notifications')).toMatchObject({ enabled: false });
    expect(find(plain, 'ExternalSecret', 'argocd-notifications-secret')).toBeUndefined();
  });
});

/** Kinds that Argo CD 3.5.3 has a script for (resource_customizations), as `<group>_<Kind>`. */
const BUILT_IN =
  `argoproj.io_ApplicationSet cert-manager.io_Certificate cert-manager.io_ClusterIssuer cert-manager.io_Issuer
external-secrets.io_ClusterSecretStore external-secrets.io_ExternalSecret gateway.networking.k8s.io_GRPCRoute gateway.networking.k8s.io_Gateway
gateway.networking.k8s.io_HTTPRoute karpenter.k8s.aws_EC2NodeClass karpenter.sh_NodePool monitoring.coreos.com_Prometheus
opentelemetry.io_OpenTelemetryCollector policy_PodDisruptionBudget`.split(/\s+/);

/** Kinds without a status that says whether they are well, or of which Argo CD needs none. */
const SILENT =
  `argoproj.io_AppProject argoproj.io_Application externaldns.k8s.io_DNSEndpoint gateway.networking.k8s.io_ReferenceGrant
gateway.networking.k8s.io_TLSRoute monitoring.coreos.com_AlertmanagerConfig monitoring.coreos.com_PodMonitor
monitoring.coreos.com_PrometheusRule monitoring.coreos.com_ScrapeConfig monitoring.coreos.com_ServiceMonitor net.gke.io_ServiceExport
snapshot.storage.k8s.io_VolumeSnapshotClass velero.io_BackupStorageLocation velero.io_Schedule`.split(/\s+/);

describe('health', () => {
  const foreign = EMITTED_KINDS.filter(
    ({ from, group }) => from !== 'kubernetes' && !group.endsWith('istio.io'),
  ).map(({ group, kind }) => `${group}_${kind}`);

  test.each(foreign.map((kind) => [kind]))(
    'of %s is known: by a script of ours or its own, or there is none',
    (kind) => {
      const known = [HEALTH_SCRIPTS[kind] !== undefined, BUILT_IN.includes(kind), SILENT.includes(kind)];
      expect(known.filter(Boolean)).toHaveLength(1);
    },
  );

  test('has a script for no kind that nothing emits', () => {
    expect(Object.keys(HEALTH_SCRIPTS).filter((kind) => !foreign.includes(kind))).toEqual([]);
  });

  test('stands among the settings of Argo CD, a key for each kind', () => {
    for (const [kind, script] of Object.entries(HEALTH_SCRIPTS))
      expect(valueAt(usual('configs', 'cm'), `resource.customizations.health.${kind}`)).toBe(script);
  });
});
