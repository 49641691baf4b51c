import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { COLLECTOR_METRICS_PORT, OTLP_PORTS, type TraceExport } from '../../plan/traces';

/** Port at which it says whether it is well. */
export const HEALTH_PORT = 13133;
/** Where the token lies that it shows to the store. */
export const TOKEN_FOLDER = '/etc/otel-token';
/** File there. */
export const TOKEN_KEY = 'token';

/** Labels of pods that a trace is told apart by, and what OpenTelemetry calls them. */
const FROM_LABELS: Readonly<Record<string, string>> = {
  cell: 'cell',
  criticality: 'criticality',
  team: 'team',
  version: 'service.version',
};

/** Spans that are sent at once, and how many such batches wait while the store does not answer: some 100 MiB of them. */
const BATCH = 1024;
const QUEUE = 100;

const PIPELINE = ['memory_limiter', 'k8sattributes', 'resource', 'batch'] as const;

/**
 * What the collector does, in its own notation. It refuses before its memory is full, so that who sends keeps the rest; it
 * waits for a store that is away for as long as its queue has room, and then drops the newest.
 */
export function collectorConfig(cluster: Cluster, { url }: TraceExport): JsonObject {
  return {
    extensions: {
      health_check: { endpoint: `0.0.0.0:${HEALTH_PORT}` },
      bearertokenauth: { filename: `${TOKEN_FOLDER}/${TOKEN_KEY}` },
    },
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: `0.0.0.0:${OTLP_PORTS.grpc}` },
          http: { endpoint: `0.0.0.0:${OTLP_PORTS.http}` },
        },
      },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 75, spike_limit_percentage: 20 },
      k8sattributes: attributesOfPods(),
      resource: { attributes: attributesOf(cluster) },
      batch: { timeout: '5s', send_batch_size: BATCH, send_batch_max_size: BATCH },
    },
    exporters: {
      otlphttp: {
        endpoint: url,
        auth: { authenticator: 'bearertokenauth' },
        compression: 'gzip',
        retry_on_failure: {
          enabled: true,
          initial_interval: '5s',
          max_interval: '30s',
          max_elapsed_time: '15m',
        },
        sending_queue: { enabled: true, num_consumers: 4, queue_size: QUEUE },
      },
    },
    service: {
      extensions: ['health_check', 'bearertokenauth'],
      telemetry: { metrics: { level: 'normal', readers: [OWN_METRICS] } },
      pipelines: { traces: { receivers: ['otlp'], processors: [...PIPELINE], exporters: ['otlphttp'] } },
    },
  };
}

/** Series without suffixes, so that their names are the same in every release. */
const OWN_METRICS = {
  pull: {
    exporter: {
      prometheus: {
        host: '0.0.0.0',
        port: COLLECTOR_METRICS_PORT,
        without_scope_info: true,
        without_type_suffix: true,
        without_units: true,
      },
    },
  },
} as const;

/** A proxy says nothing of whose app it stands before, and an app may forget it: the pod that a trace came from is asked. */
function attributesOfPods(): JsonObject {
  return {
    auth_type: 'serviceAccount',
    pod_association: [{ sources: [{ from: 'connection' }] }],
    extract: {
      metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.node.name'],
      labels: Object.entries(FROM_LABELS).map(([key, attribute]) => ({
        tag_name: attribute,
        key,
        from: 'pod',
      })),
    },
  };
}

/** Where it all happened; no app may say otherwise. */
function attributesOf({ id, provider, region, environment }: Cluster): JsonObject[] {
  const attributes = {
    'k8s.cluster.name': id,
    'cloud.provider': provider,
    'cloud.region': region,
    'deployment.environment.name': environment,
  };
  return Object.entries(attributes).map(([key, value]) => ({ key, value, action: 'upsert' }));
}
