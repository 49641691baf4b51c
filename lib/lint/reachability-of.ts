import { EAST_WEST_POD_LABELS, EAST_WEST_PORT, ISTIO_NAMESPACE } from '../plan/names';
import type { Plan } from '../plan/plan';
import type { Doubt, Network, PlacedObject } from '../simulate/network';
import { reachability, type Reachability } from '../simulate/reachability';

/** Kinds whose objects decide who reaches whom. */
const DECIDING = [
  'Namespace',
  'NetworkPolicy.networking.k8s.io',
  'AuthorizationPolicy.security.istio.io',
] as const;

/** What is known of the fleet, filed by kind. */
interface Filed {
  readonly plan: Plan;
  readonly ofType: (type: string) => readonly PlacedObject[];
}

/** Who reaches whom through the policies that were compiled. */
export function reachabilityOf({ plan, ofType }: Filed, doubt: Doubt): Reachability {
  const network: Network = {
    clusters: plan.fleet.clusters,
    objects: DECIDING.flatMap((type) => ofType(type)),
    eastWest: { namespace: ISTIO_NAMESPACE, labels: EAST_WEST_POD_LABELS, port: EAST_WEST_PORT },
    rootNamespace: ISTIO_NAMESPACE,
    trustDomain: plan.fleet.mesh.trustDomain,
  };
  return reachability(network, doubt);
}
