import type { Construct } from 'constructs';
import {
  DestinationRule,
  DestinationRuleSpecTrafficPolicyLoadBalancerSimple,
  ServiceEntry,
  ServiceEntrySpecLocation,
  ServiceEntrySpecResolution,
} from '../../imports/networking.istio.io';
import { parseCidr } from '../core/cidr';
import { compareCodePoints, sortedUnique } from '../core/text';
import { formatSeconds } from '../core/units';
import { orderFor } from '../plan/failover-order';
import { appLabels } from '../plan/labels';
import { MESH_FIGURES } from '../plan/mesh-figures';
import type { Placement } from '../plan/placement';
import { outlierDetection } from './outlier-detection';

/** Nobody else calls it by this rule: the contract of each caller names its own dependencies. */
const OWN_NAMESPACE = ['.'];

/** A dependency outside the mesh that has an endpoint in some regions. */
export interface RegionalDependency {
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly endpoints: Readonly<Record<string, string>>;
}

/** The dependencies of an app that have an endpoint for each region. */
export function regionalDependencies({ facets }: Pick<Placement, 'facets'>): readonly RegionalDependency[] {
  return facets.calls.external.flatMap(({ name, port, host, endpoints }) =>
    host === undefined || endpoints === undefined ? [] : [{ name, port, host, endpoints }],
  );
}

/** What the proxies of an app know of such dependencies: where each endpoint is, and which region comes first. */
export function buildExternalHosts(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  for (const dependency of regionalDependencies(placement)) {
    buildEntry(scope, placement, dependency);
    buildOrder(scope, placement, dependency);
  }
}

function metadataOf({ app, cluster }: Placement, { name }: RegionalDependency): object {
  return { name: `${app.name}-${name}`, namespace: app.namespace, labels: appLabels(app, cluster) };
}

function buildEntry(scope: Construct, placement: Placement, dependency: RegionalDependency): void {
  const { name, port, host, endpoints } = dependency;
  const addresses = Object.values(endpoints);
  const isStatic = addresses.every((address) => parseCidr(`${address}/32`) !== undefined);
  new ServiceEntry(scope, `external-${name}`, {
    metadata: metadataOf(placement, dependency),
    spec: {
      hosts: [host],
      exportTo: OWN_NAMESPACE,
      location: ServiceEntrySpecLocation.MESH_UNDERSCORE_EXTERNAL,
      resolution: isStatic ? ServiceEntrySpecResolution.STATIC : ServiceEntrySpecResolution.DNS,
      // Bytes as they are: what speaks TLS or the protocol of a database does so end to end.
      ports: [{ name: 'tcp', number: port, protocol: 'TCP' }],
      endpoints: Object.entries(endpoints)
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([locality, address]) => ({ address, locality })),
    },
  });
}

function buildOrder(scope: Construct, placement: Placement, dependency: RegionalDependency): void {
  const { app, fleet } = placement;
  const serving = sortedUnique(Object.keys(dependency.endpoints));
  const clients = sortedUnique(app.clusters.map(({ region }) => region));
  // With one endpoint there is nothing to take over, wherever it is.
  const failover = (serving.length < 2 ? [] : clients).flatMap((from) => {
    const [to] = orderFor(from, serving, fleet).filter((region) => region !== from);
    return to === undefined ? [] : [{ from, to }];
  });
  new DestinationRule(scope, `external-${dependency.name}-order`, {
    metadata: metadataOf(placement, dependency),
    spec: {
      host: dependency.host,
      exportTo: OWN_NAMESPACE,
      trafficPolicy: {
        connectionPool: { tcp: { connectTimeout: formatSeconds(MESH_FIGURES.connectTimeoutSeconds) } },
        loadBalancer: {
          simple: DestinationRuleSpecTrafficPolicyLoadBalancerSimple.LEAST_UNDERSCORE_REQUEST,
          localityLbSetting: { enabled: true, ...(failover.length === 0 ? {} : { failover }) },
        },
        outlierDetection: outlierDetection(app.criticality, serving.length > 1),
      },
    },
  });
}
