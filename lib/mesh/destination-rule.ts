import type { Construct } from 'constructs';
import {
  DestinationRule,
  DestinationRuleSpecTrafficPolicyLoadBalancerSimple,
  type DestinationRuleSpecTrafficPolicyConnectionPool as ConnectionPool,
  type DestinationRuleSpecTrafficPolicyLoadBalancerLocalityLbSetting as LocalitySetting,
} from '../../imports/networking.istio.io';
import { formatSeconds } from '../core/units';
import type { Cluster } from '../fleet/fleet';
import { appLabels } from '../plan/labels';
import { MESH_FIGURES } from '../plan/mesh-figures';
import { hostOf } from '../plan/names';
import { isCallable, type Placement } from '../plan/placement';
import { poolOf, type Pool } from '../plan/pool';
import { outlierDetection } from './outlier-detection';
import type { LocalityPolicy } from '../plan/plan';

/** What Istio knows of an endpoint behind the gateway of another network, beside the network itself. */
const CLUSTER_LABEL = 'topology.istio.io/cluster';

/** How callers in this cluster choose among the app's endpoints, here and in other regions. Only labels and timeouts, in the pool, differ by cluster. */
export function buildDestinationRule(scope: Construct, placement: Placement): void {
  const { app, appPlan, cluster } = placement;
  if (!isCallable(app)) return;
  const locality = localitySetting(appPlan.locality);
  new DestinationRule(scope, 'destination-rule', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      host: hostOf(app),
      trafficPolicy: {
        connectionPool: connectionPool(poolOf(placement)),
        loadBalancer: {
          simple: DestinationRuleSpecTrafficPolicyLoadBalancerSimple.LEAST_UNDERSCORE_REQUEST,
          ...(locality === undefined ? {} : { localityLbSetting: locality }),
          warmup: { duration: formatSeconds(MESH_FIGURES.warmupSeconds) },
        },
        outlierDetection: outlierDetection(app.criticality, DRAINS.includes(appPlan.locality.kind)),
      },
    },
  });
}

/** The ways in which another region may take over. */
const DRAINS: readonly LocalityPolicy['kind'][] = ['nearest', 'weighted', 'primary-first'];

/** A proxy that waits for more than the plan ever sends is itself the next thing to fail; beyond that it answers at once. */
function connectionPool(pool: Pool | undefined): ConnectionPool {
  const connectTimeout = formatSeconds(MESH_FIGURES.connectTimeoutSeconds);
  if (pool === undefined) return { tcp: { connectTimeout } };
  const { requests, connections: maxConnections } = pool;
  return {
    tcp: { connectTimeout, ...(maxConnections === undefined ? {} : { maxConnections }) },
    http: { http1MaxPendingRequests: requests, http2MaxRequests: requests },
  };
}

function localitySetting(locality: LocalityPolicy): LocalitySetting | undefined {
  switch (locality.kind) {
    case 'local':
      return undefined;
    case 'nearest':
      return nearest(locality);
    case 'weighted':
      return weighted(locality);
    case 'primary-first':
      return primaryFirst(locality);
    case 'primary-only':
      return { enabled: true, distribute: [{ from: '*', to: { [`${locality.primary.region}/*`]: 100 } }] };
    case 'home-only':
      return {
        enabled: true,
        distribute: locality.homes.map(({ client, regions }) => ({
          from: `${client}/*`,
          to: { [`${regions[0]}/*`]: 100 },
        })),
      };
  }
}

/**
 * A share of another network names one of its zones: all of them stand behind one gateway, and Envoy keeps the first copy of
 * its address alone, so that a share for the region would shrink to that of one zone.
 */
function weighted({ shares, clients }: Extract<LocalityPolicy, { kind: 'weighted' }>): LocalitySetting {
  const place = ({ region, zones }: Cluster, client: string): string =>
    region === client ? `${region}/*` : `${region}/${zones[0] ?? '*'}/*`;
  return {
    enabled: true,
    distribute: clients.map((client) => ({
      from: `${client}/*`,
      to: Object.fromEntries(shares.map(({ cluster, percent }) => [place(cluster, client), percent])),
    })),
  };
}

/**
 * The successor is named beside the primary, because only then does Istio look at zones inside the primary's cluster too.
 * Otherwise all of its pods are one tier, which Envoy takes for whole only above 71 % of healthy pods: with one of three
 * zones lost, it would send 7 % of the requests to the standby, which refuses writes.
 */
function primaryFirst({
  primary,
  standby,
}: Extract<LocalityPolicy, { kind: 'primary-first' }>): LocalitySetting {
  const failover = standby
    .filter(({ region }) => region !== primary.region)
    .map(({ region }) => ({ from: primary.region, to: region }));
  return {
    enabled: true,
    ...(failover.length === 0 ? {} : { failover }),
    failoverPriority: [`${CLUSTER_LABEL}=${primary.id}`],
  };
}

type Nearest = Extract<LocalityPolicy, { kind: 'nearest' }>;

/** Istio goes by zones and regions, and knows none of the clusters in them unless it is told to look at that first. */
function nearest({ orders, neighbours }: Nearest): LocalitySetting {
  const failover = failoverEntries(orders);
  return {
    enabled: true,
    ...(failover.length === 0 ? {} : { failover }),
    ...(neighbours ? { failoverPriority: [CLUSTER_LABEL] } : {}),
  };
}

/** A region's own endpoints always come first, so its successor is the next; a region without endpoints starts at the nearest. */
function failoverEntries(orders: Nearest['orders']): NonNullable<LocalitySetting['failover']> {
  return orders.flatMap(({ client, regions }) => {
    const to = regions[0] === client ? regions[1] : regions[0];
    return to === undefined ? [] : [{ from: client, to }];
  });
}
