import type { Labels } from '../label-selector';

/** A place as Istio compares it; an empty part equals an empty part. */
export interface Locality {
  readonly region: string;
  readonly zone: string;
  /** @default '' */
  readonly subzone?: string;
}

/** Pods of one host in one zone of one cluster. 0 ≤ answering ≤ ready ≤ total, all of them whole numbers. */
export interface EndpointGroup {
  readonly cluster: string;
  /** Name of its network in the mesh; '' where it has none. */
  readonly network: string;
  readonly locality: Locality;
  /** Labels of the pods. */
  readonly labels: Labels;
  /** Pods that the client's istiod knows of. */
  readonly total: number;
  /** Of these, those that it takes for Ready. */
  readonly ready: number;
  /** Of these, those that answer. */
  readonly answering: number;
}

/** The way into a cluster of another network. */
export interface Gateway {
  readonly network: string;
  readonly cluster: string;
  /** Addresses that istiod knows of it, each of which is a host to Envoy; at least 1. */
  readonly addresses: number;
  /** Fraction, from 0 to 1, of the requests sent to it that fail: 1 where it is down, or nothing behind it answers. */
  readonly failing: number;
}

/** What one client's istiod knows of one host. */
export interface ClientView {
  readonly cluster: string;
  /** '' for a client that does not know its own: it is then sent through gateways everywhere. */
  readonly network: string;
  readonly locality: Locality;
  /** Labels of the client's pod. */
  readonly labels: Labels;
  readonly groups: readonly EndpointGroup[];
  readonly gateways: readonly Gateway[];
}

/** A place as rules write it: "us-east-1/us-east-1a". */
export function localityText({ region, zone, subzone = '' }: Locality): string {
  return [region, ...(zone === '' ? [] : [zone]), ...(subzone === '' ? [] : [subzone])].join('/');
}

/** The labels that Istio adds to those of a pod, about where it is. A pod's own label of its network wins. */
export function withTopology(
  labels: Labels,
  { region, zone, subzone = '' }: Locality,
  cluster: string,
  network: string,
): Labels {
  const place = {
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    'topology.istio.io/subzone': subzone,
    'topology.istio.io/cluster': cluster,
  };
  return { ...labels, ...place, [NETWORK_LABEL]: labels[NETWORK_LABEL] ?? network };
}

/** The label that names a network. */
export const NETWORK_LABEL = 'topology.istio.io/network';

/** The labels that Istio gives to the gateway of another network: all that it knows of what stands behind it. */
export function gatewayLabels({ cluster, network }: Pick<Gateway, 'cluster' | 'network'>): Labels {
  return { 'topology.istio.io/cluster': cluster, [NETWORK_LABEL]: network };
}
