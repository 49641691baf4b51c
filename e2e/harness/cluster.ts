import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startApiServer, type ApiServer } from './api-server';
import { seedArgocd, startArgocd, type ArgocdPorts } from './argocd';
import { startControllerManager } from './controller-manager';
import { startEtcd } from './etcd';
import { createKubeClient, type KubeClient, type KubeObject } from './kube-client';
import type { RunningProcess } from './process';
import { preparedStore } from './prepared-store';
import { startRedis } from './redis';
import type { RunContext } from './run-context';

/** One cluster's control plane, with or without an Argo CD of its own. */
export interface Cluster {
  readonly name: string;
  readonly folder: string;
  readonly kubeconfig: string;
  readonly client: KubeClient;
  /** Kills everything that makes up this region at once, as a loss of power would. */
  readonly kill: () => Promise<void>;
  /** Starts what was killed again, over the data that etcd kept. */
  readonly revive: () => Promise<void>;
}

/** What a cluster is started with. */
export interface ClusterOptions {
  readonly name: string;
  readonly crds: readonly KubeObject[];
  readonly controllers: boolean;
  readonly argocd: boolean;
  /** How often its Argo CD looks at everything unasked. @default 30 */
  readonly resyncSeconds?: number;
}

/** A quarter of what is usual, so that whatever nobody tells it is found in the time of a suite. */
const RESYNC_SECONDS = 30;

interface Ports extends ArgocdPorts {
  readonly etcdClient: number;
  readonly etcdPeer: number;
  readonly api: number;
  readonly controllers: number;
}

async function reservePorts(context: RunContext): Promise<Ports> {
  const next = (): Promise<number> => context.ports.next();
  return {
    etcdClient: await next(),
    etcdPeer: await next(),
    api: await next(),
    controllers: await next(),
    redis: await next(),
    repo: await next(),
    repoMetrics: await next(),
    controllerMetrics: await next(),
    appsetMetrics: await next(),
    appsetProbe: await next(),
    appsetWebhook: await next(),
  };
}

interface Machine {
  readonly folder: string;
  readonly ports: Ports;
  readonly running: RunningProcess[];
}

async function startApi(context: RunContext, name: string, machine: Machine): Promise<ApiServer> {
  const { folder, ports, running } = machine;
  running.push(await startEtcd(context, name, folder, { client: ports.etcdClient, peer: ports.etcdPeer }));
  const api = await startApiServer(context, name, folder, ports.etcdClient, ports.api);
  running.push(api.process);
  return api;
}

async function startRest(
  context: RunContext,
  options: ClusterOptions,
  machine: Machine,
  kubeconfig: string,
): Promise<void> {
  const { folder, ports, running } = machine;
  if (options.controllers) {
    running.push(await startControllerManager(context, options.name, folder, kubeconfig, ports.controllers));
  }
  if (!options.argocd) return;
  running.push(await startRedis(context, options.name, folder, ports.redis));
  running.push(
    ...(await startArgocd(context, {
      cluster: options.name,
      folder,
      kubeconfig,
      ports,
      resyncSeconds: options.resyncSeconds ?? RESYNC_SECONDS,
    })),
  );
}

/** Starts a cluster that holds definitions and nothing else: etcd, API server and, where asked for, controllers and Argo CD. */
export async function startCluster(context: RunContext, options: ClusterOptions): Promise<Cluster> {
  const folder = join(context.folder, options.name);
  cpSync(await preparedStore(context, options.crds), join(folder, 'etcd'), { recursive: true });
  const machine: Machine = { folder, ports: await reservePorts(context), running: [] };
  const api = await startApi(context, options.name, machine);
  const client = createKubeClient(api.access);
  if (options.argocd) await seedArgocd(context, client);
  await startRest(context, options, machine, api.kubeconfig);
  return {
    name: options.name,
    folder,
    kubeconfig: api.kubeconfig,
    client,
    async kill() {
      const killed = machine.running.splice(0);
      for (const running of killed) running.signal('SIGKILL');
      await Promise.all(killed.map((running) => context.processes.stop(running)));
    },
    async revive() {
      await startApi(context, options.name, machine);
      await startRest(context, options, machine, api.kubeconfig);
    },
  };
}
