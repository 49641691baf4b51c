import type { Cluster, Fleet } from '../../fleet/fleet';

/** Where the entry asks whether a region is well. The Gateway answers by itself: no app, and nothing behind one, is asked. */
export const REGION_HEALTH_PATH = '/healthz/region';

/** Where the Gateway says by itself whether it is ready, and no app is asked: a port and path that Istio gives it. */
export const GATEWAY_STATUS = { port: 15021, path: '/healthz/ready' } as const;

/** The name by which one cluster alone is reached from outside, whatever the entry thinks of it. */
export function regionalName(cluster: Pick<Cluster, 'id'>, fleet: Pick<Fleet, 'domain'>): string {
  return `${cluster.id}.${fleet.domain}`;
}

/** Name of the health check of a region, in the namespace of the Gateway. */
export function healthCheckName(cluster: Pick<Cluster, 'id'>): string {
  return `region-${cluster.id}`;
}
