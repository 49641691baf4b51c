import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTool } from '../tools/tool-cache';
import type { Cluster } from './cluster';
import { answersOk, ask } from './http';
import type { RunningProcess } from './process';
import type { RunContext } from './run-context';

/** An istiod that serves one cluster. */
export interface Istiod {
  readonly process: RunningProcess;
  /** Where proxies get their configuration, without TLS. */
  readonly xdsPort: number;
  /** Reads one of its debug pages as JSON. */
  readonly debug: (page: string) => Promise<unknown>;
}

/** Settings of the process; what needs a pod around it is off, and it deploys no gateways. */
const ENVIRONMENT = {
  POD_NAME: 'istiod-0',
  POD_NAMESPACE: 'istio-system',
  REVISION: 'default',
  JWT_POLICY: 'first-party-jwt',
  ENABLE_CA_SERVER: 'true',
  INJECT_ENABLED: 'false',
  VALIDATION_WEBHOOK_CONFIG_NAME: '',
  INJECTION_WEBHOOK_CONFIG_NAME: '',
  ENABLE_DEBUG_ENDPOINT_AUTH: 'false',
  PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER: 'false',
  PILOT_ENABLE_WORKLOAD_ENTRY_AUTOREGISTRATION: 'false',
};

/** What an istiod is told beside what every one is. */
export interface IstiodOptions {
  readonly mesh?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts istiod over a cluster's objects, named as the cluster is. */
export async function startIstiod(
  context: RunContext,
  cluster: Cluster,
  options: IstiodOptions = {},
): Promise<Istiod> {
  const folder = join(cluster.folder, 'istiod');
  mkdirSync(folder, { recursive: true });
  const mesh = { rootNamespace: 'istio-system', trustDomain: 'cluster.local', ...options.mesh };
  writeFileSync(join(folder, 'mesh.yaml'), JSON.stringify(mesh));
  writeFileSync(join(folder, 'networks.yaml'), '{}');
  const { ports } = context;
  const http = await ports.next();
  const [https, grpc, secure, monitoring] = [
    await ports.next(),
    await ports.next(),
    await ports.next(),
    await ports.next(),
  ];
  const at = (port: number): string => `127.0.0.1:${String(port)}`;
  const process = await context.processes.start({
    name: `${cluster.name}-istiod`,
    command: requireTool(context.tools, 'pilot-discovery'),
    args: [
      'discovery',
      ...['--kubeconfig', cluster.kubeconfig, '--clusterID', cluster.name],
      ...['--meshConfig', join(folder, 'mesh.yaml'), '--networksConfig', join(folder, 'networks.yaml')],
      ...[
        '--httpAddr',
        at(http),
        '--httpsAddr',
        at(https),
        '--grpcAddr',
        at(grpc),
        '--secureGRPCAddr',
        at(secure),
      ],
      ...['--monitoringAddr', at(monitoring), '--ctrlz_port', '0', '--log_output_level', 'default:info'],
    ],
    env: { ...ENVIRONMENT, CLUSTER_ID: cluster.name, HOME: folder, TMPDIR: folder, ...options.env },
    cwd: folder,
    ready: () => answersOk(`http://${at(http)}/ready`),
    timeoutMs: 120_000,
  });
  return {
    process,
    xdsPort: grpc,
    async debug(page) {
      const answer = await ask({ method: 'GET', url: `http://${at(http)}/debug/${page}` });
      return JSON.parse(answer.body) as unknown;
    },
  };
}
