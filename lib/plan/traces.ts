import type { Cluster } from '../fleet/fleet';
import { PLATFORM_NAMESPACE } from './names';

/** Name of what takes the traces of a cluster: of its Deployment, its Service and its account. */
export const COLLECTOR = 'otel-collector';
/** Label of its pods that no other has. */
export const COLLECTOR_POD_LABELS = { 'app.kubernetes.io/name': COLLECTOR } as const;
/** The name that pods and proxies of its own cluster send traces to; no other cluster answers for it. */
export const COLLECTOR_HOST = `${COLLECTOR}.${PLATFORM_NAMESPACE}.svc.cluster.local`;
/** Ports at which it takes traces: by gRPC, which proxies speak, and by HTTP. */
export const OTLP_PORTS = { grpc: 4317, http: 4318 } as const;
/** Port at which it shows metrics of its own. */
export const COLLECTOR_METRICS_PORT = 8888;
/** Name that proxies know it by. */
export const TRACING_PROVIDER = 'otel';

/** Where the traces of a cluster go, and what takes them there. */
export interface TraceExport {
  /** Address of the store; traces are posted to `/v1/traces` below it. */
  readonly url: string;
  /** What runs there, below the mirror of the region. */
  readonly image: string;
}

/** How the traces of a cluster get out of it; undefined where nobody said, and nothing is traced. */
export function traceExport({ baseline }: Pick<Cluster, 'baseline'>): TraceExport | undefined {
  const { exportUrl: url, image } = baseline[COLLECTOR];
  return url === undefined || image === undefined ? undefined : { url, image };
}

/** The same for a Sidecar: a proxy that has not learnt where traces go drops them, and says nothing. */
export function traceHosts(cluster: Pick<Cluster, 'baseline'>): readonly string[] {
  return traceExport(cluster) === undefined ? [] : [`${PLATFORM_NAMESPACE}/${COLLECTOR_HOST}`];
}
