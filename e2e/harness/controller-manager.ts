import { join } from 'node:path';
import { requireTool } from '../tools/tool-cache';
import { ask } from './http';
import type { RunningProcess } from './process';
import type { RunContext } from './run-context';
import { Agent } from 'node:https';

/** The controllers that our objects meet; those for nodes, volumes and certificates have
 * nothing to do here, and without a metrics API the autoscaler would only report that it cannot work. */
const CONTROLLERS = [
  'namespace-controller',
  'serviceaccount-controller',
  'root-ca-certificate-publisher-controller',
  'garbage-collector-controller',
  'deployment-controller',
  'replicaset-controller',
  'endpointslice-controller',
  'resourcequota-controller',
  'disruption-controller',
];

/** Starts the controller manager of one cluster. */
export function startControllerManager(
  context: RunContext,
  cluster: string,
  folder: string,
  kubeconfig: string,
  port: number,
): Promise<RunningProcess> {
  // The certificate that it makes for itself is not on disk, and nothing but its health is asked over this connection.
  const agent = new Agent({ rejectUnauthorized: false });
  return context.processes.start({
    name: `${cluster}-controller-manager`,
    command: requireTool(context.tools, 'kube-controller-manager'),
    args: [
      `--kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${String(port)}`,
      '--leader-elect=false',
      '--use-service-account-credentials=false',
      `--service-account-private-key-file=${context.serviceAccountKey.privateFile}`,
      `--root-ca-file=${join(folder, 'pki', 'apiserver.crt')}`,
      `--controllers=${CONTROLLERS.join(',')}`,
      '--v=1',
    ],
    ready: async () => {
      const url = `https://127.0.0.1:${String(port)}/healthz`;
      return (await ask({ method: 'GET', url, agent, timeoutMs: 2_000 })).status === 200;
    },
    timeoutMs: 60_000,
  });
}
