import type { FacetValues } from '../facets/schemas';
import type { App, Cluster, Fleet, Release } from '../fleet/fleet';
import type { AppPlan, Plan } from './plan';

/**
 * One app in one cluster: what the builders of its unit describe.
 * `placed`: the app runs here. `client`: only callers of it do, and they need its Service and rules.
 */
export interface Placement {
  readonly kind: 'placed' | 'client';
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly appPlan: AppPlan;
  readonly app: App;
  readonly cluster: Cluster;
  readonly facets: FacetValues;
  /** Absent where nothing was released for the cluster's ring: then there is no workload to describe. */
  readonly release?: Release | undefined;
}

/** An app in one of the clusters that run it or hold a caller of it. */
export function placementOf(
  kind: Placement['kind'],
  plan: Plan,
  appPlan: AppPlan,
  cluster: Cluster,
): Placement {
  const { app } = appPlan;
  return { kind, fleet: plan.fleet, plan, appPlan, app, cluster, ...app.in(cluster) };
}

/** Whether an app takes calls from other workloads at all. */
export function isCallable(app: App): boolean {
  return (
    app.facets.traffic.exposure !== 'none' &&
    app.facets.runtime.ports.some((port) => port.protocol !== 'none')
  );
}
