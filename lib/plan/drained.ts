import type { App, Cluster } from '../fleet/fleet';

/** Whether an app gets no requests in a cluster: that is drained, and another one serves the app. */
export function isDrained(app: Pick<App, 'clusters'>, cluster: Cluster): boolean {
  return cluster.drained && app.clusters.some((other) => !other.drained);
}
