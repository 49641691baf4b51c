import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireTool } from '../../tools/tool-cache';
import { answersOk, ask } from '../http';
import type { RunningProcess } from '../process';
import type { RunContext } from '../run-context';
import { HOST_HEADER } from './requests';

/** Envoy puts ejections into effect in steps of a second: its clusters' `update_merge_window`. */
export const MERGE_MS = 1_300;

/** An Envoy that serves. */
export interface Envoy {
  readonly process: RunningProcess;
  /** A request here goes to the Envoy cluster that its header `x-cluster` names. */
  readonly port: number;
  /** The state of every host of every Envoy cluster. */
  readonly hosts: () => Promise<readonly EnvoyHost[]>;
  /** Sets a value of its runtime. */
  readonly setRuntime: (key: string, value: string) => Promise<void>;
}

/** One host of one Envoy cluster, as Envoy sees it. */
export interface EnvoyHost {
  readonly cluster: string;
  readonly address: string;
  readonly ejected: boolean;
  readonly priority: number;
}

/** The part of a bootstrap that differs from Envoy to Envoy. */
export interface EnvoySettings {
  readonly name: string;
  readonly node: object;
  readonly clusters: readonly object[];
  /** Where clusters and endpoints come from, beside the static ones. */
  readonly dynamic?: object;
}

const HCM = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3';
const ROUTER = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';

function socketAddress(port: number): object {
  return { socket_address: { address: '127.0.0.1', port_value: port } };
}

function listener(port: number): object {
  const route = { match: { prefix: '/' }, route: { cluster_header: 'x-cluster', timeout: '10s' } };
  const manager = {
    '@type': `${HCM}.HttpConnectionManager`,
    stat_prefix: 'e2e',
    route_config: {
      virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route] }],
      response_headers_to_add: [{ header: { key: HOST_HEADER, value: '%UPSTREAM_HOST%' } }],
    },
    http_filters: [{ name: 'router', typed_config: { '@type': ROUTER, suppress_envoy_headers: true } }],
  };
  return {
    name: 'e2e',
    address: socketAddress(port),
    filter_chains: [{ filters: [{ name: 'http', typed_config: manager }] }],
  };
}

function bootstrap({ node, clusters, dynamic }: EnvoySettings, port: number, admin: number): object {
  return {
    node,
    admin: { address: socketAddress(admin) },
    // The last layer takes what is set while it runs.
    layered_runtime: { layers: [{ name: 'admin', admin_layer: {} }] },
    ...(dynamic === undefined ? {} : { dynamic_resources: dynamic }),
    static_resources: { listeners: [listener(port)], clusters },
  };
}

/** Starts an Envoy with one worker: several would each count errors and choose hosts for themselves. */
export async function startEnvoy(context: RunContext, settings: EnvoySettings): Promise<Envoy> {
  const folder = join(context.folder, 'envoys');
  mkdirSync(folder, { recursive: true });
  const [port, admin] = [await context.ports.next(), await context.ports.next()];
  const file = join(folder, `${settings.name}.json`);
  writeFileSync(file, JSON.stringify(bootstrap(settings, port, admin)));
  const url = `http://127.0.0.1:${String(admin)}`;
  const process = await context.processes.start({
    name: `envoy-${settings.name}`,
    command: requireTool(context.tools, 'envoy'),
    args: ['-c', file, '--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'],
    ready: () => answersOk(`${url}/ready`),
    timeoutMs: 30_000,
  });
  return {
    process,
    port,
    async hosts() {
      const answer = await ask({ method: 'GET', url: `${url}/clusters?format=json` });
      return readHosts(JSON.parse(answer.body) as ClusterStatuses);
    },
    async setRuntime(key, value) {
      const answer = await ask({ method: 'POST', url: `${url}/runtime_modify?${key}=${value}` });
      if (answer.status !== 200) throw new Error(`${key}=${value}: ${answer.body}`);
    },
  };
}

interface ClusterStatuses {
  readonly cluster_statuses?: readonly {
    readonly name: string;
    readonly host_statuses?: readonly {
      readonly address: {
        readonly socket_address?: { readonly address: string; readonly port_value: number };
      };
      readonly health_status: { readonly failed_outlier_check?: boolean };
      readonly priority?: number;
    }[];
  }[];
}

function readHosts({ cluster_statuses: statuses = [] }: ClusterStatuses): readonly EnvoyHost[] {
  return statuses.flatMap(({ name, host_statuses: hosts = [] }) =>
    hosts.map(({ address: { socket_address: at }, health_status: health, priority = 0 }) => ({
      cluster: name,
      address: `${at?.address ?? ''}:${String(at?.port_value ?? 0)}`,
      ejected: health.failed_outlier_check === true,
      priority,
    })),
  );
}
