import type { Cidr } from '../core/cidr';
import type { Manifest } from '../core/manifest';
import type { AddressRange } from './address-ranges';
import type { Labels } from './label-selector';

/** The pods of one workload, as policies see them. */
export interface PodWorkload {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly serviceAccount: string;
  readonly labels: Labels;
  /** The names that its containers give to ports. */
  readonly namedPorts: Readonly<Record<string, number>>;
}

/** Addresses outside the clusters. */
export interface Outside {
  readonly addresses: readonly AddressRange[];
  /** What they are called in a verdict. */
  readonly name: string;
}

/** The address ranges of one cluster. */
export interface ClusterAddresses {
  readonly id: string;
  readonly networks?: { readonly vpc: Cidr; readonly pods: Cidr; readonly eastWestGateway: Cidr } | undefined;
}

/** One object of one cluster. */
export interface PlacedObject {
  readonly cluster: string;
  readonly object: Manifest;
}

/** What reachability is computed from. */
export interface Network {
  readonly clusters: readonly ClusterAddresses[];
  /** NetworkPolicies, AuthorizationPolicies and Namespaces; other kinds are passed over. */
  readonly objects: Iterable<PlacedObject>;
  /** The gateways that connections between clusters arrive at. */
  readonly eastWest: { readonly namespace: string; readonly labels: Labels; readonly port: number };
  /** Istio's root namespace: an AuthorizationPolicy there holds in all namespaces. */
  readonly rootNamespace: string;
  readonly trustDomain: string;
}

/**
 * What to make of a policy whose effect depends on what is not known here: whether a plug-in matches pods by address, and
 * what a request asks for. `closed` gives what is certainly open, `open` what might be.
 */
export type Doubt = 'open' | 'closed';

/** A port that a connection is made to. */
export interface Port {
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}
