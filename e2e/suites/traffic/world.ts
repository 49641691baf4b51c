import { firstPort } from '../../../lib/simulate/traffic/endpoint-view';
import type { Manifest } from '../../../lib/core/manifest';
import type { EndpointGroup } from '../../../lib/simulate/traffic/view';
import type { Cluster } from '../../harness/cluster';
import type { KubeObject } from '../../harness/kube-client';
import { applyAll, namespace, setStatus } from './mesh';

/** Pods of one cluster as they are to be. */
export interface PlacedPod {
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: boolean;
}

/** Nodes that carry a place, one for each zone; pods get their locality from them. */
export function nodes(region: string, zones: readonly string[]): readonly KubeObject[] {
  return zones.map((zone) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node-${zone}`,
      labels: { 'topology.kubernetes.io/region': region, 'topology.kubernetes.io/zone': zone },
    },
  }));
}

/** Lays the pods of groups out, each with an address from a source of addresses that are used once. */
export function placePods(
  name: string,
  groups: readonly EndpointGroup[],
  nextAddress: () => string,
): readonly PlacedPod[] {
  return groups.flatMap(({ locality, labels, total, ready }, group) =>
    Array.from({ length: total }, (_, index) => ({
      name: `${name}-${String(group)}-${String(index)}`,
      address: nextAddress(),
      zone: locality.zone,
      labels,
      ready: index < ready,
    })),
  );
}

/** A namespace with the account that the API server wants every pod to have. */
export function homeOf(name: string): readonly KubeObject[] {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: name },
  };
  return [namespace(name), account];
}

/** Writes pods with the status that a kubelet would give them, and the EndpointSlice that a controller would make of them. */
export async function writePods(
  cluster: Cluster,
  service: Manifest,
  port: number,
  pods: readonly PlacedPod[],
): Promise<void> {
  const home = service.metadata.namespace ?? 'default';
  for (const pod of pods) {
    const object = podObject(home, pod);
    await applyAll(cluster, [object]);
    await setStatus(cluster, object, podStatus(pod));
  }
  await applyAll(cluster, [endpointSlice(service, port, pods)]);
}

function podObject(home: string, { name, zone, labels }: PlacedPod): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    // The injector gives this label to every pod with a proxy.
    metadata: { name, namespace: home, labels: { ...labels, 'security.istio.io/tlsMode': 'istio' } },
    spec: { nodeName: `node-${zone}`, containers: [{ name: 'app', image: 'none' }] },
  };
}

function podStatus({ address, ready }: PlacedPod): object {
  const status = ready ? 'True' : 'False';
  return {
    phase: 'Running',
    podIP: address,
    podIPs: [{ ip: address }],
    conditions: [
      { type: 'Ready', status },
      { type: 'ContainersReady', status },
    ],
  };
}

/** The slice of a Service; pods may come in any order, and there may be none. */
export function endpointSlice(
  { metadata, spec }: Manifest,
  port: number,
  pods: readonly PlacedPod[],
): KubeObject {
  const [first] = (spec as { readonly ports: readonly { readonly name: string }[] }).ports;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace ?? 'default',
      labels: { 'kubernetes.io/service-name': metadata.name },
    },
    addressType: 'IPv4',
    ports: [{ name: first?.name ?? '', port, protocol: 'TCP' }],
    endpoints: pods.map(({ name, address, zone, ready }) => ({
      addresses: [address],
      conditions: { ready, serving: ready, terminating: false },
      nodeName: `node-${zone}`,
      zone,
      targetRef: { kind: 'Pod', name, namespace: metadata.namespace ?? 'default' },
    })),
  };
}

/** Number of the port by which callers know a Service. */
export function servicePort(service: Manifest): number {
  return firstPort(service);
}
