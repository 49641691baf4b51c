import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { OBJECT_SETTINGS, REPO_SERVER_ARGS, SYNC_TIMEOUT_SECONDS } from '../../lib/baseline/argocd/settings';
import { argocdDataPath, requireTool } from '../tools/tool-cache';
import { answersOk } from './http';
import type { KubeClient, KubeObject } from './kube-client';
import type { ProcessSpec, RunningProcess } from './process';
import type { RunContext } from './run-context';

/** Ports of one Argo CD, kept over its restarts. */
export interface ArgocdPorts {
  readonly redis: number;
  readonly repo: number;
  readonly repoMetrics: number;
  readonly controllerMetrics: number;
  readonly appsetMetrics: number;
  readonly appsetProbe: number;
  readonly appsetWebhook: number;
}

/** Where one Argo CD lives. */
export interface ArgocdPlace {
  readonly cluster: string;
  readonly folder: string;
  readonly kubeconfig: string;
  readonly ports: ArgocdPorts;
  /** How often it looks at everything unasked. */
  readonly resyncSeconds: number;
}

/** Namespace that Argo CD is installed in. */
export const ARGOCD_NAMESPACE = 'argocd';

const START_MS = 60_000;

/** What our trees say about objects, beside what Argo CD is shipped with: as its chart puts the two together. */
function withOurs(object: KubeObject): KubeObject {
  if (object.metadata.name !== 'argocd-cm') return object;
  return { ...object, data: { ...(object['data'] as object), ...OBJECT_SETTINGS } };
}

function settingsObjects(context: RunContext): readonly KubeObject[] {
  const folder = join(argocdDataPath(context.tools), 'config');
  const shipped = readdirSync(folder)
    .filter((name) => name.endsWith('-cm.yaml'))
    .map((name) => withOurs(parse(readFileSync(join(folder, name), 'utf8')) as KubeObject));
  const labels = { 'app.kubernetes.io/name': 'argocd-secret', 'app.kubernetes.io/part-of': 'argocd' };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argocd-secret', labels },
    stringData: { 'server.secretkey': context.token },
  };
  return [...shipped, secret].map((object) => ({
    ...object,
    metadata: { ...object.metadata, namespace: ARGOCD_NAMESPACE },
  }));
}

/** Puts an Argo CD's namespace and default settings into a cluster whose CRDs are there already. */
export async function seedArgocd(context: RunContext, client: KubeClient): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ARGOCD_NAMESPACE } };
  for (const object of [namespace, ...settingsObjects(context)]) {
    const verdict = await client.apply(object, { fieldManager: 'argocd-install' });
    if (!verdict.accepted)
      throw new Error(`Argo CD's ${object.kind} ${object.metadata.name}: ${verdict.message}`);
  }
}

function argocdEnvironment(context: RunContext, place: ArgocdPlace): Readonly<Record<string, string>> {
  const folder = join(place.folder, 'argocd');
  const sub = (name: string): string => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  const gitConfig = join(sub('home'), 'gitconfig');
  writeFileSync(gitConfig, '[safe]\n\tdirectory = *\n[protocol "file"]\n\tallow = always\n');
  return {
    PATH: `${join(argocdDataPath(context.tools), 'libexec')}:${process.env['PATH'] ?? ''}`,
    KUBECONFIG: place.kubeconfig,
    // "https://kubernetes.default.svc" means the kubeconfig's cluster, as it would mean its own inside a pod.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_REDIS_LOCAL: 'true',
    REDIS_PASSWORD: '',
    HOSTNAME: 'argocd-application-controller-0',
    HOME: sub('home'),
    TMPDIR: sub('tmp'),
    GIT_CONFIG_GLOBAL: gitConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    ARGOCD_TLS_DATA_PATH: sub('tls'),
    ARGOCD_SSH_DATA_PATH: sub('ssh'),
    ARGOCD_GNUPGHOME: sub('gpg'),
    ARGOCD_GPG_DATA_PATH: sub('gpg-source'),
    ARGOCD_PLUGINSOCKFILEPATH: sub('plugins'),
    ARGOCD_ASK_PASS_SOCK: join(folder, 'ask-pass.sock'),
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_RECONCILIATION_JITTER: '0',
  };
}

function component(
  context: RunContext,
  place: ArgocdPlace,
  name: string,
  args: readonly string[],
  probe: string,
): ProcessSpec {
  return {
    name: `${place.cluster}-argocd-${name}`,
    command: requireTool(context.tools, 'argocd'),
    program: `argocd-${name}`,
    args: [...args, '--loglevel', 'info'],
    env: { ...argocdEnvironment(context, place), ARGOCD_BINARY_NAME: `argocd-${name}` },
    ready: () => answersOk(probe),
    timeoutMs: START_MS,
  };
}

function repoServer(context: RunContext, place: ArgocdPlace): ProcessSpec {
  const { ports } = place;
  const args = [
    ...['--address', '127.0.0.1', '--port', String(ports.repo)],
    ...['--metrics-address', '127.0.0.1', '--metrics-port', String(ports.repoMetrics)],
    ...['--redis', `127.0.0.1:${String(ports.redis)}`],
    ...REPO_SERVER_ARGS,
  ];
  return component(
    context,
    place,
    'repo-server',
    args,
    `http://127.0.0.1:${String(ports.repoMetrics)}/metrics`,
  );
}

function applicationController(context: RunContext, place: ArgocdPlace): ProcessSpec {
  const { ports } = place;
  const args = [
    ...['--kubeconfig', place.kubeconfig, '--namespace', ARGOCD_NAMESPACE],
    ...['--redis', `127.0.0.1:${String(ports.redis)}`, '--repo-server', `127.0.0.1:${String(ports.repo)}`],
    ...['--metrics-port', String(ports.controllerMetrics)],
    ...['--app-resync', String(place.resyncSeconds)],
    ...['--sync-timeout', String(SYNC_TIMEOUT_SECONDS)],
  ];
  const probe = `http://127.0.0.1:${String(ports.controllerMetrics)}/healthz`;
  return component(context, place, 'application-controller', args, probe);
}

function applicationSetController(context: RunContext, place: ArgocdPlace): ProcessSpec {
  const { ports } = place;
  const args = [
    ...['--kubeconfig', place.kubeconfig, '--namespace', ARGOCD_NAMESPACE],
    ...['--argocd-repo-server', `127.0.0.1:${String(ports.repo)}`],
    ...['--metrics-addr', `127.0.0.1:${String(ports.appsetMetrics)}`],
    ...['--probe-addr', `127.0.0.1:${String(ports.appsetProbe)}`],
    ...['--webhook-addr', `127.0.0.1:${String(ports.appsetWebhook)}`],
  ];
  const probe = `http://127.0.0.1:${String(ports.appsetMetrics)}/metrics`;
  return component(context, place, 'applicationset-controller', args, probe);
}

/** Starts repo-server, application controller and ApplicationSet controller against a running Redis. */
export function startArgocd(context: RunContext, place: ArgocdPlace): Promise<readonly RunningProcess[]> {
  const specs = [repoServer, applicationController, applicationSetController].map((build) =>
    build(context, place),
  );
  return Promise.all(specs.map((spec) => context.processes.start(spec)));
}
