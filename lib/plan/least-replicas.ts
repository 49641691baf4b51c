import type { Cluster } from '../fleet/fleet';
import { DATA_MODE_FACTS } from './data-modes';
import type { AppPlan } from './plan';

/** The replicas that an app never falls below in a cluster: one where its data mode lets it wait for a person. */
export function leastReplicas({ app, primary }: AppPlan, cluster: Cluster): number {
  const { runtime, data } = app.in(cluster).facets;
  const idles = DATA_MODE_FACTS[data.mode].idleStandby === true && primary?.id !== cluster.id;
  return idles ? 1 : runtime.minReplicas;
}
