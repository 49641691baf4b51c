import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { JsonObject, Manifest } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { readLabelMap, selects, type Labels } from '../label-selector';
import type { CompiledObjects } from './compiled-objects';
import type { TrafficDistribution } from './locality-policy';
import type { EndpointGroup } from './view';

/** A cluster, as far as endpoints are concerned. */
export type EndpointCluster = Pick<Cluster, 'id' | 'region' | 'provider' | 'zones' | 'mesh' | 'meshNetwork'>;

/** A Service and the pods that it selects, in every cluster, with nothing lost. */
export interface HostEndpoints {
  readonly namespace: string;
  /** The Service, by the id of its cluster; clusters without one are missing. */
  readonly services: ReadonlyMap<string, Manifest>;
  /** The Service of the first cluster that has one. */
  readonly anywhere: Manifest;
  readonly groups: readonly EndpointGroup[];
}

/** Replicas of a workload in a cluster; undefined for what the manifests start with. */
export type Replicas = (cluster: string, workload: Manifest) => number | undefined;

const HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc\.cluster\.local$/;
const WORKLOADS = ['Deployment', 'Rollout', 'StatefulSet'] as const;

/**
 * The endpoints of a host: pods of the workloads that its Services select. Replicas are the autoscaler's minimum, else the
 * workload's own; they spread over the zones of the cluster as evenly as whole pods can, which the spread constraints ask of
 * the scheduler, and the zones named first have one more. Undefined for what istiod does not balance: a host that is no
 * Service of any cluster, or one without an address.
 */
export function hostEndpoints(
  host: string,
  clusters: readonly EndpointCluster[],
  objects: CompiledObjects,
  replicas: Replicas,
): HostEndpoints | undefined {
  const [, name, namespace] = HOST.exec(host) ?? [];
  if (name === undefined || namespace === undefined) return undefined;
  const services = new Map<string, Manifest>();
  for (const { id } of clusters) {
    const service = objects(id, 'Service', namespace).find(({ metadata }) => metadata.name === name);
    if (service !== undefined) services.set(id, service);
  }
  const all = [...services.values()];
  const [anywhere] = all;
  if (anywhere === undefined || all.some(({ spec }) => objectOf(spec)['clusterIP'] === 'None'))
    return undefined;
  const groups = clusters.flatMap((cluster) => {
    const service = services.get(cluster.id);
    return service === undefined ? [] : groupsOf(service, namespace, cluster, objects, replicas);
  });
  return { namespace, services, anywhere, groups };
}

function groupsOf(
  service: Manifest,
  namespace: string,
  cluster: EndpointCluster,
  objects: CompiledObjects,
  replicas: Replicas,
): readonly EndpointGroup[] {
  const selector = readLabelMap(valueAt(service['spec'], 'selector'));
  if (selector.pairs.length === 0) return [];
  const autoscalers = objects(cluster.id, 'HorizontalPodAutoscaler', namespace);
  return WORKLOADS.flatMap((kind) => objects(cluster.id, kind, namespace)).flatMap((workload) => {
    const labels = labelsOf(workload);
    if (!selects(selector, labels)) return [];
    const count = replicas(cluster.id, workload) ?? startingReplicas(workload, autoscalers);
    return spread(count, cluster.zones).map(([zone, total]): EndpointGroup => ({
      cluster: cluster.id,
      network: cluster.meshNetwork,
      locality: { region: cluster.region, zone },
      labels,
      total,
      ready: total,
      answering: total,
    }));
  });
}

function labelsOf({ spec }: Manifest): Labels {
  const labels = objectOf(valueAt(spec, 'template', 'metadata', 'labels'));
  if (isLabels(labels)) return labels;
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, shown(value)]));
}

function isLabels(labels: JsonObject): labels is JsonObject & Labels {
  for (const key in labels) if (typeof labels[key] !== 'string') return false;
  return true;
}

function startingReplicas({ kind, metadata, spec }: Manifest, autoscalers: readonly Manifest[]): number {
  const autoscaler = autoscalers.find(({ spec: settings }) => {
    const target = objectOf(valueAt(settings, 'scaleTargetRef'));
    return target['kind'] === kind && target['name'] === metadata.name;
  });
  const own =
    autoscaler === undefined ? valueAt(spec, 'replicas') : valueAt(autoscaler['spec'], 'minReplicas');
  return Number(own ?? 1);
}

/** A cluster whose zones are not known is one zone without a name. */
function spread(count: number, zones: readonly string[]): readonly (readonly [zone: string, pods: number])[] {
  const places = zones.length === 0 ? [''] : zones;
  const even = Math.floor(count / places.length);
  return places
    .map((zone, index): [string, number] => [zone, even + (index < count % places.length ? 1 : 0)])
    .filter(([, pods]) => pods > 0);
}

/** The name of a Service's port; undefined where it has no such port. */
export function portName({ spec }: Manifest, number: number): string | undefined {
  const port = listOf(objectOf(spec)['ports']).find((item) => objectOf(item)['port'] === number);
  return port === undefined ? undefined : (textOf(objectOf(port)['name']) ?? '');
}

/** The number of a Service's first port; 0 where it has none. */
export function firstPort({ spec }: Manifest): number {
  return Number(objectOf(listOf(objectOf(spec)['ports'])[0])['port'] ?? 0);
}

/** Whether a Service has a port of that name: endpoints are found by it. */
export function hasPort({ spec }: Manifest, name: string): boolean {
  return listOf(objectOf(spec)['ports']).some((item) => (textOf(objectOf(item)['name']) ?? '') === name);
}

const ANNOTATION = 'networking.istio.io/traffic-distribution';
const DISTRIBUTIONS: Readonly<Record<string, TrafficDistribution>> = {
  PreferClose: 'PreferSameZone',
  PreferSameZone: 'PreferSameZone',
  PreferSameNode: 'PreferSameNode',
};

/** What a Service prefers: its own field, else its annotation, else that of its namespace. Nodes are not modelled. */
export function trafficDistribution(
  service: Manifest,
  namespace: Manifest | undefined,
): TrafficDistribution | undefined {
  const word =
    textOf(valueAt(service['spec'], 'trafficDistribution')) ??
    service.metadata.annotations?.[ANNOTATION] ??
    namespace?.metadata.annotations?.[ANNOTATION];
  return word === undefined || !Object.hasOwn(DISTRIBUTIONS, word) ? undefined : DISTRIBUTIONS[word];
}
