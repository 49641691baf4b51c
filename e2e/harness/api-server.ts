import { Agent } from 'node:https';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTool } from '../tools/tool-cache';
import { ask } from './http';
import type { KubeAccess } from './kube-client';
import type { RunningProcess } from './process';
import type { RunContext } from './run-context';

/** An API server that serves, and how to reach it. */
export interface ApiServer {
  readonly process: RunningProcess;
  readonly access: KubeAccess;
  /** A kubeconfig whose context is called after the cluster. */
  readonly kubeconfig: string;
}

const SERVICE_RANGE = '10.96.0.0/16';

function writeKubeconfig(context: RunContext, cluster: string, folder: string, server: string): string {
  const path = join(folder, 'kubeconfig');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: cluster, cluster: { server, 'certificate-authority': join(folder, 'pki', 'apiserver.crt') } },
    ],
    users: [{ name: 'admin', user: { token: context.token } }],
    contexts: [{ name: cluster, context: { cluster, user: 'admin' } }],
    'current-context': cluster,
  };
  writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}

function apiServerArgs(
  context: RunContext,
  folder: string,
  etcdPort: number,
  port: number,
): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${String(etcdPort)}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${String(port)}`,
    // It signs a certificate for itself here.
    `--cert-dir=${join(folder, 'pki')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--anonymous-auth=false',
    '--authorization-mode=RBAC',
    `--service-cluster-ip-range=${SERVICE_RANGE}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${context.serviceAccountKey.publicFile}`,
    `--service-account-signing-key-file=${context.serviceAccountKey.privateFile}`,
    '--endpoint-reconciler-type=none',
    '--allow-privileged=true',
    '--profiling=false',
    '--v=1',
  ];
}

/** Starts an API server over a running etcd, with every admission plugin that is on by default. */
export async function startApiServer(
  context: RunContext,
  cluster: string,
  folder: string,
  etcdPort: number,
  port: number,
): Promise<ApiServer> {
  mkdirSync(join(folder, 'pki'), { recursive: true });
  writeFileSync(join(folder, 'tokens.csv'), `${context.token},admin,admin,"system:masters"\n`, {
    mode: 0o600,
  });
  const server = `https://127.0.0.1:${String(port)}`;
  const certificate = join(folder, 'pki', 'apiserver.crt');
  const ready = async (): Promise<boolean> => {
    const answer = await ask({
      method: 'GET',
      url: `${server}/readyz`,
      headers: { authorization: `Bearer ${context.token}` },
      timeoutMs: 2_000,
      agent: new Agent({ ca: readFileSync(certificate, 'utf8') }),
    });
    return answer.status === 200;
  };
  const process = await context.processes.start({
    name: `${cluster}-api-server`,
    command: requireTool(context.tools, 'kube-apiserver'),
    args: apiServerArgs(context, folder, etcdPort, port),
    ready,
    timeoutMs: 90_000,
  });
  const access = { server, token: context.token, ca: readFileSync(certificate, 'utf8') };
  return { process, access, kubeconfig: writeKubeconfig(context, cluster, folder, server) };
}
