import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Manifest } from '../../../lib/core/manifest';
import { listOf, objectOf, textOf, valueAt } from '../../../lib/core/json';
import { istiodValues } from '../../../lib/simulate/traffic/compiled-objects';
import type { EndpointCluster } from '../../../lib/simulate/traffic/endpoint-view';
import { readTraffic, type TrafficModel } from '../../../lib/simulate/traffic/traffic-model';
import { clusterNames, readClusterTree } from '../../harness/tree';

/** The committed trees of the reference fleet, as far as the mesh is concerned. */
export interface ReferenceMesh {
  readonly clusters: readonly EndpointCluster[];
  readonly model: TrafficModel;
  /** Manifests of one cluster. */
  readonly objectsOf: (cluster: string) => readonly Manifest[];
  /** The settings that the tree gives to a cluster's istiod. */
  readonly istiod: (cluster: string) => {
    readonly mesh: Readonly<Record<string, unknown>>;
    readonly env: Readonly<Record<string, string>>;
  };
}

/** Reads what is committed: nothing is compiled again. */
export function readReferenceMesh(repository: string): ReferenceMesh {
  const trees = new Map(
    clusterNames(join(repository, 'dist')).map((id) => [
      id,
      readClusterTree(join(repository, 'dist', id)).map(({ object }) => object as unknown as Manifest),
    ]),
  );
  const clusters = [...trees].map(([id, objects]) => clusterOf(repository, id, objects));
  const units = [...trees].map(([cluster, objects]) => ({ cluster, objects }));
  const model = readTraffic({
    plan: { fleet: { clusters }, apps: [] },
    compiled: { units, folders: [] },
  } as unknown as Parameters<typeof readTraffic>[0]);
  return {
    clusters,
    model,
    objectsOf: (cluster) => trees.get(cluster) ?? [],
    istiod(cluster) {
      const values = istiodValues(model.objects(cluster, 'Application', ''));
      const env = Object.entries(objectOf(valueAt(values ?? null, 'env')));
      return {
        mesh: objectOf(valueAt(values ?? null, 'meshConfig')),
        env: Object.fromEntries(env.map(([key, value]) => [key, String(value)])),
      };
    },
  };
}

/** Where a cluster is stands in its declaration; how the mesh calls its network, in its tree. */
function clusterOf(repository: string, id: string, objects: readonly Manifest[]): EndpointCluster {
  const file = parse(readFileSync(join(repository, 'clusters', `${id}.yaml`), 'utf8')) as {
    readonly region: string;
    readonly provider: string;
    readonly zones: readonly string[];
  };
  const system = objects.find(
    ({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'istio-system',
  );
  const meshNetwork = system?.metadata.labels?.['topology.istio.io/network'] ?? '';
  const { region, provider, zones } = file;
  return { id, region, provider, zones, mesh: 'sidecar', meshNetwork };
}

/** The labels of pods in a namespace that may call a host, as its Sidecars say; none where no Sidecar lets anybody. */
export function callerLabels(
  objects: readonly Manifest[],
  namespace: string,
  host: string,
): Readonly<Record<string, string>> {
  const sidecar = objects.find(
    ({ kind, metadata, spec }) =>
      kind === 'Sidecar' &&
      metadata.namespace === namespace &&
      listOf(objectOf(spec)['egress'])
        .flatMap((egress) => listOf(objectOf(egress)['hosts']))
        .some((name) => textOf(name)?.endsWith(`/${host}`) === true),
  );
  const labels = objectOf(valueAt(sidecar?.['spec'] ?? null, 'workloadSelector', 'labels'));
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}
