import { sortedBy, sortedUnique } from '../../core/text';
import type { Labels } from '../label-selector';
import {
  gatewayLabels,
  localityText,
  withTopology,
  type ClientView,
  type EndpointGroup,
  type Gateway,
  type Locality,
} from './view';

/** Hosts that are alike to Envoy: pods of one group, or the addresses of one gateway. Counts are whole numbers. */
export interface Hosts {
  /** Where the requests go that are sent to them. */
  readonly cluster: string;
  readonly isGateway: boolean;
  readonly labels: Labels;
  /** Weight of each of them. */
  readonly weight: number;
  readonly total: number;
  /** Those that istiod sends as healthy. */
  readonly healthy: number;
  /** Of the healthy ones, those whose every request fails, so that outlier detection finds them. */
  readonly failing: number;
  /** Fraction, from 0 to 1, of the requests that fail at each of the other healthy ones: a gateway before pods that fail in part. */
  readonly failingInPart: number;
}

/** What istiod sends for one locality; after priorities there may be several of one place. */
export interface LocalityHosts {
  readonly locality: Locality;
  readonly hosts: readonly Hosts[];
  /** 0 is the first choice. */
  readonly priority: number;
  readonly weight: number;
}

/** What decides which endpoints istiod sends at all. */
export interface Filter {
  /** Whether pods that are not Ready are sent, as unhealthy. */
  readonly sendsUnhealthy: boolean;
  /** Whether callers use the mesh's own TLS; without it nothing goes to another network. */
  readonly mutualTls: boolean;
}

/**
 * The hosts of a client's view by locality, in the order of istiod. Pods of another network are replaced by its gateway,
 * one host for each address, which keeps the locality and the sum of the weights, and is healthy whatever stands behind it.
 *
 * Source: istio endpoint_builder.go `generate`, ep_filters.go `EndpointsByNetworkFilter`.
 */
export function hostsOf(view: ClientView, filter: Filter): readonly LocalityHosts[] {
  const scale = weightScale(view.gateways);
  const places = new Map<string, EndpointGroup[]>();
  for (const group of view.groups) {
    if (listed(group, filter) === 0) continue;
    const place = localityText(group.locality);
    places.set(place, [...(places.get(place) ?? []), group]);
  }
  return sortedBy(places, ([place]) => place).flatMap(([, groups]) => {
    const hosts = [
      ...groups.flatMap((group) => directHosts(view, group, filter, scale)),
      ...gatewayHosts(view, groups, filter, scale),
    ];
    const weight = hosts.reduce((sum, host) => sum + host.weight * host.total, 0);
    return groups.slice(0, 1).map(({ locality }) => ({ locality, hosts, priority: 0, weight }));
  });
}

function listed({ total, ready }: EndpointGroup, { sendsUnhealthy }: Filter): number {
  return sendsUnhealthy ? total : ready;
}

/** The gateways that lead to a group; none where its pods are reached directly. */
function gatewaysTo({ network, gateways }: ClientView, group: EndpointGroup): readonly Gateway[] {
  const same = network === group.network || group.network === '';
  if (same) return [];
  const ofNetwork = gateways.filter((gateway) => gateway.network === group.network);
  const ofCluster = ofNetwork.filter((gateway) => gateway.cluster === group.cluster);
  return ofCluster.length > 0 ? ofCluster : ofNetwork;
}

function directHosts(
  view: ClientView,
  group: EndpointGroup,
  filter: Filter,
  scale: number,
): readonly Hosts[] {
  if (gatewaysTo(view, group).length > 0) return [];
  const { cluster, network, locality, ready, answering } = group;
  return [
    {
      cluster,
      isGateway: false,
      // Few rules ask for them, and they are made for every client and zone.
      get labels() {
        return withTopology(group.labels, locality, cluster, network);
      },
      weight: scale,
      total: listed(group, filter),
      healthy: ready,
      failing: ready - answering,
      failingInPart: 0,
    },
  ];
}

function gatewayHosts(
  view: ClientView,
  groups: readonly EndpointGroup[],
  filter: Filter,
  scale: number,
): readonly Hosts[] {
  const weights = new Map<Gateway, number>();
  for (const group of filter.mutualTls ? groups : []) {
    const gateways = gatewaysTo(view, group);
    const addresses = gateways.reduce((sum, gateway) => sum + gateway.addresses, 0);
    for (const gateway of gateways) {
      const weight = Math.floor(scale / addresses) * listed(group, filter);
      weights.set(gateway, (weights.get(gateway) ?? 0) + weight);
    }
  }
  return sortedBy(weights, ([{ cluster }]) => cluster).map(([gateway, weight]) => ({
    cluster: gateway.cluster,
    isGateway: true,
    labels: gatewayLabels(gateway),
    weight: Math.max(1, weight),
    total: gateway.addresses,
    healthy: gateway.addresses,
    failing: gateway.failing >= 1 ? gateway.addresses : 0,
    failingInPart: gateway.failing >= 1 ? 0 : gateway.failing,
  }));
}

/** Istio multiplies all weights, so that those of a group can be shared among the gateways of its network. */
function weightScale(gateways: readonly Gateway[]): number {
  const sizeOf = (same: (gateway: Gateway) => boolean): number =>
    gateways.filter(same).reduce((sum, { addresses }) => sum + addresses, 0);
  const networks = sortedUnique(gateways.map(({ network }) => network));
  const sizes = [
    ...networks.map((network) => sizeOf((gateway) => gateway.network === network)),
    ...gateways.map(({ addresses }) => addresses),
  ];
  return sizes.reduce(leastCommonMultiple, 1);
}

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * What Envoy keeps of several copies of one gateway: the first, in the order in which istiod sends them. The locality of a
 * dropped copy is then without it, and what it weighed for it is lost.
 *
 * Source: envoy eds.cc, "only the first one will be retained".
 */
export function withoutRepeats(localities: readonly LocalityHosts[]): readonly LocalityHosts[] {
  const seen = new Set<string>();
  return localities.map((locality) => ({
    ...locality,
    hosts: locality.hosts.filter(({ cluster, isGateway }) => {
      if (!isGateway) return true;
      const isFirst = !seen.has(cluster);
      seen.add(cluster);
      return isFirst;
    }),
  }));
}
