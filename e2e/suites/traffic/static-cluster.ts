import type { Hosts, LocalityHosts } from '../../../lib/simulate/traffic/hosts';
import type { HostAddress } from '../../harness/traffic/backends';
import type { TierCase } from './tier-case';

/** Addresses of the hosts of one lot, in the order: those that fail later, healthy ones, unhealthy ones. */
export interface PlacedHosts {
  readonly hosts: Hosts;
  readonly locality: LocalityHosts;
  readonly addresses: readonly HostAddress[];
}

/** Gives every host of a case one of the addresses. */
export function placed({ assignment }: TierCase, addresses: readonly HostAddress[]): readonly PlacedHosts[] {
  let next = 0;
  return assignment.localities.flatMap((locality) =>
    locality.hosts.map((hosts) => {
      const own = addresses.slice(next, next + hosts.total);
      next += hosts.total;
      if (own.length < hosts.total) throw new Error('too few addresses');
      return { hosts, locality, addresses: own };
    }),
  );
}

/** The Envoy cluster of a case as istiod would write it, apart from where the endpoints come from. */
export function staticCluster(tierCase: TierCase, lots: readonly PlacedHosts[]): object {
  const { name, assignment, errors } = tierCase;
  const { weighsLocalities, panicThreshold, outlierDetection } = assignment.policy;
  return {
    name,
    type: 'STATIC',
    connect_timeout: '1s',
    lb_policy: 'LEAST_REQUEST',
    common_lb_config: {
      healthy_panic_threshold: { value: panicThreshold },
      ...(weighsLocalities ? { locality_weighted_lb_config: {} } : {}),
    },
    ...(outlierDetection === undefined
      ? {}
      : { outlier_detection: detection(errors, outlierDetection.maxEjectionPercent) }),
    load_assignment: {
      cluster_name: name,
      endpoints: assignment.localities.map((locality) => localityEndpoints(locality, lots)),
    },
  };
}

function detection(errors: number, maxEjectionPercent: number): object {
  return {
    consecutive_5xx: errors,
    enforcing_success_rate: 0,
    interval: '1s',
    // Longer than a run: the suite shortens it when it wants hosts back.
    base_ejection_time: '3600s',
    max_ejection_time: '3600s',
    max_ejection_percent: maxEjectionPercent,
  };
}

function localityEndpoints(locality: LocalityHosts, lots: readonly PlacedHosts[]): object {
  const { region, zone } = locality.locality;
  const own = lots.filter((lot) => lot.locality === locality);
  return {
    locality: { region, zone },
    priority: locality.priority,
    load_balancing_weight: locality.weight,
    lb_endpoints: own.flatMap(({ hosts, addresses }) =>
      addresses.map((address, index) => endpoint(address, hosts.weight, index < hosts.healthy)),
    ),
  };
}

function endpoint(host: HostAddress, weight: number, healthy: boolean): object {
  const [address = '', port = ''] = host.split(':');
  return {
    endpoint: { address: { socket_address: { address, port_value: Number(port) } } },
    health_status: healthy ? 'HEALTHY' : 'UNHEALTHY',
    load_balancing_weight: weight,
  };
}
