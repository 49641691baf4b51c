import { join } from 'node:path';
import { requireTool } from '../tools/tool-cache';
import { answersOk } from './http';
import type { RunningProcess } from './process';
import type { RunContext } from './run-context';

/** Ports of one etcd, kept over its restarts. */
export interface EtcdPorts {
  readonly client: number;
  readonly peer: number;
}

/** Starts an etcd whose data lie in the cluster's folder; what it holds survives a restart. */
export function startEtcd(
  context: RunContext,
  cluster: string,
  folder: string,
  ports: EtcdPorts,
): Promise<RunningProcess> {
  const client = `http://127.0.0.1:${String(ports.client)}`;
  const peer = `http://127.0.0.1:${String(ports.peer)}`;
  return context.processes.start({
    name: `${cluster}-etcd`,
    command: requireTool(context.tools, 'etcd'),
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      // Its data die with the run, so a flush to disk at every write would only cost time.
      '--unsafe-no-fsync',
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--log-level=warn',
    ],
    ready: () => answersOk(`${client}/health`),
    timeoutMs: 30_000,
  });
}
