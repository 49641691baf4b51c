import type { Construct } from 'constructs';
import { VirtualService } from '../../imports/networking.istio.io';
import { formatSeconds } from '../core/units';
import type { FacetValues } from '../facets/schemas';
import { appLabels } from '../plan/labels';
import { hostOf } from '../plan/names';
import { isCallable, type Placement } from '../plan/placement';

/**
 * What Istio repeats where nothing is said. A refused connection or stream did no work; gRPC's `unavailable` and
 * `cancelled` may have done some, so that an app whose calls must not happen twice sets `retries` to 0.
 */
const RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled';
/** From this many on, the last try leaves the locality: Envoy excludes what it has tried after every two. */
const ATTEMPTS_TO_LEAVE = 2;

/** Timeouts and retries of callers in this cluster. */
export function buildVirtualService(scope: Construct, { app, cluster, facets }: Placement): void {
  const ports = app.facets.runtime.ports.filter(
    (port) => port.protocol === 'http' || port.protocol === 'grpc',
  );
  if (!isCallable(app) || ports.length === 0) return;
  const host = hostOf(app);
  new VirtualService(scope, 'virtual-service', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      hosts: [host],
      http: ports.map(({ name, port }) => ({
        name,
        match: [{ port }],
        route: [{ destination: { host, port: { number: port } } }],
        timeout: formatSeconds(facets.traffic.timeoutSeconds),
        retries: retriesOf(facets.traffic),
      })),
    },
  });
}

function retriesOf({ retries, timeoutSeconds }: FacetValues['traffic']): {
  attempts: number;
  perTryTimeout?: string;
  retryOn?: string;
  retryRemoteLocalities?: boolean;
} {
  if (retries === 0) return { attempts: 0 };
  const perTrySeconds = Math.max(1, Math.round((timeoutSeconds * 1000) / (retries + 1))) / 1000;
  return {
    attempts: retries,
    perTryTimeout: formatSeconds(perTrySeconds),
    retryOn: RETRY_ON,
    ...(retries >= ATTEMPTS_TO_LEAVE ? { retryRemoteLocalities: true } : {}),
  };
}
