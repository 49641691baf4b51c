import type { Cluster, Fleet } from '../../fleet/fleet';
import type { AppPlan } from '../plan';
import { byContract, chainKeeper, keeperOf } from './keeper';
import type { EntryEndpoint, EntryProfile } from './record';
import { hostContext, weightOf, weightShare } from './routing';

type Routing = AppPlan['app']['facets']['traffic']['routing'];

/** How a service chooses, by how the users of a host are spread; none of them does by continent. */
const METHODS: Readonly<Record<Exclude<Routing, 'geo'>, EntryProfile['method']>> = {
  latency: 'Performance',
  'weighted-global': 'Weighted',
  failover: 'Priority',
  single: 'Priority',
};

/** The profile of a host; undefined for a routing that was refused. */
export function hostProfile(plan: AppPlan, fleet: Fleet, host: string): EntryProfile | undefined {
  const { routing } = plan.app.facets.traffic;
  const keeper = chainKeeper(plan);
  if (routing === 'geo' || keeper === undefined) return undefined;
  const { open, watched } = hostContext(plan, fleet, host);
  const method = METHODS[routing];
  const share = weightShare(plan);
  const endpoints = open.map((cluster): EntryEndpoint => ({
    serves: cluster,
    keeper: keeperOf(cluster, plan, fleet),
    watched: watched && routing !== 'single',
    ...choiceOf(method, cluster, plan, share(cluster)),
  }));
  return { host, keeper, method, endpoints };
}

/** By the order of the contract, drained clusters included: draining one moves no other. */
function choiceOf(
  method: EntryProfile['method'],
  cluster: Cluster,
  plan: AppPlan,
  share: number,
): Pick<EntryEndpoint, 'location' | 'priority' | 'weight'> {
  switch (method) {
    case 'Performance':
      return { location: cluster.azureRegion };
    case 'Weighted':
      return { weight: Math.max(1, weightOf(share)) };
    case 'Priority':
      return { priority: byContract(plan).indexOf(cluster) + 1 };
  }
}
