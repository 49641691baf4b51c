import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import { overlaps, contains, type Cidr } from '../core/cidr';
import type { Diagnostic, Position } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import { GEOGRAPHIES } from '../providers';
import { checkFamilies } from './check-families';
import { checkStores } from './check-stores';
import type { Cluster } from './fleet';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that hold between clusters, and of what overlays make of each. */
export function checkClusters(
  clusters: readonly Cluster[],
  fleet: Located<FleetInput>,
  report: Report,
): void {
  checkRanges(clusters, report);
  checkEndpoints(clusters, report);
  checkMeshNetworks(clusters, report);
  checkGeographies(clusters, fleet, report);
  checkStores(clusters, fleet, report);
  checkFamilies(clusters, report);
}

/** Where the network gives pods addresses of its own, their range lies inside it. */
function isPodsInVpc(vpc: Range, pods: Range): boolean {
  return (
    vpc.cluster === pods.cluster &&
    vpc.field === 'vpc' &&
    pods.field === 'pods' &&
    contains(vpc.cidr, pods.cidr)
  );
}

interface Range {
  readonly cluster: string;
  readonly field: string;
  readonly label: string;
  readonly cidr: Cidr;
  readonly at: () => Position;
}

function rangesOf(cluster: Cluster): readonly Range[] {
  const { networks, source, id } = cluster;
  if (networks === undefined) return [];
  return (['vpc', 'pods', 'services'] as const).map((field) => ({
    cluster: id,
    field,
    label: `networks.${field} ${networks[field].text}`,
    cidr: networks[field],
    at: () => source.at(['networks', field]),
  }));
}

function checkRanges(clusters: readonly Cluster[], report: Report): void {
  const ranges = clusters.flatMap(rangesOf);
  for (const [index, range] of ranges.entries()) {
    const other = ranges
      .slice(0, index)
      .find((candidate) => overlaps(candidate.cidr, range.cidr) && !isPodsInVpc(candidate, range));
    if (other === undefined) continue;
    report(
      say.cidrOverlap({
        at: range.at(),
        range: `${range.cluster}'s ${range.label}`,
        otherRange: other.label,
        otherCluster: other.cluster,
        other: other.at(),
      }),
    );
  }
  for (const { networks, source } of clusters) {
    if (networks === undefined || contains(networks.vpc, networks.eastWestGateway)) continue;
    report(
      say.gatewayOutsideVpc({
        at: source.at(['networks', 'eastWestGateway']),
        gateway: networks.eastWestGateway.text,
        vpc: networks.vpc.text,
        other: source.at(['networks', 'vpc']),
      }),
    );
  }
}

/** Whoever may ask the cloud may go there: nobody else may be behind it. */
function checkEndpoints(clusters: readonly Cluster[], report: Report): void {
  const taken = clusters.flatMap(rangesOf).filter(({ field }) => field !== 'vpc');
  for (const { id, networks, source } of clusters)
    for (const [index, endpoint] of (networks?.privateEndpoints ?? []).entries()) {
      const other = taken.find(({ cidr }) => overlaps(cidr, endpoint));
      if (other === undefined) continue;
      report(
        say.endpointOverlap({
          at: source.at(['networks', 'privateEndpoints', index]),
          cluster: id,
          endpoint: endpoint.text,
          otherRange: other.label,
          otherCluster: other.cluster,
          other: other.at(),
        }),
      );
    }
}

function checkMeshNetworks(clusters: readonly Cluster[], report: Report): void {
  const first = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const other = first.get(cluster.meshNetwork);
    if (other === undefined) first.set(cluster.meshNetwork, cluster);
    else
      report(
        say.sameMeshNetwork({
          at: networkPlace(cluster),
          network: cluster.meshNetwork,
          other: networkPlace(other),
        }),
      );
  }
}

function networkPlace(cluster: Cluster): Position {
  return cluster.source.at(
    cluster.source.value.networks?.mesh === undefined ? ['clusterId'] : ['networks', 'mesh'],
  );
}

function checkGeographies(clusters: readonly Cluster[], fleet: Located<FleetInput>, report: Report): void {
  const served = sortedUnique(clusters.filter((c) => c.environment === 'prod').map((c) => c.geography));
  for (const [index, geography] of (fleet.value.geographies ?? []).entries()) {
    if (served.includes(geography) || !GEOGRAPHIES.includes(geography)) continue;
    report(say.geographyUnserved({ at: fleet.at(['geographies', index]), geography, served }));
  }
}
