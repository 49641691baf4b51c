import type { Compiled } from '../../compile/unit';
import type { AppPlan, Plan } from '../../plan/plan';
import type { Distribution } from './distribution';
import { compiledObjects, istiodValues, type CompiledObjects } from './compiled-objects';
import { hostEndpoints, type EndpointCluster, type HostEndpoints, type Replicas } from './endpoint-view';
import { ISTIO_1_31, type IstioVersion } from './istio-version';
import { readMeshSettings, type MeshSettings } from './mesh-settings';

/** What was compiled, filed once for any number of questions. */
export interface TrafficModel {
  readonly clusters: readonly EndpointCluster[];
  readonly apps: readonly AppPlan[];
  readonly objects: CompiledObjects;
  readonly version: IstioVersion;
  readonly meshOf: (cluster: string) => MeshSettings;
  /** The endpoints of a host with nothing lost; undefined where istiod does not balance it. */
  readonly endpointsOf: (host: string) => HostEndpoints | undefined;
  /** Works out once where requests go, for all questions that look the same: apps of a fleet are much alike. */
  readonly onceFor: (look: string, answer: () => Distribution | undefined) => Distribution | undefined;
}

/** What a model is made of. */
export interface TrafficModelInput {
  readonly plan: Pick<Plan, 'fleet' | 'apps'>;
  readonly compiled: Pick<Compiled, 'units' | 'folders'>;
  /** @default ISTIO_1_31; a switch in the values of istiod wins over it */
  readonly version?: IstioVersion;
  /** Replicas other than those that the manifests start with. */
  readonly replicas?: Replicas;
}

/** Reads what was compiled, once. */
export function readTraffic({
  plan,
  compiled,
  version = ISTIO_1_31,
  replicas = () => undefined,
}: TrafficModelInput): TrafficModel {
  const objects = compiledObjects(compiled);
  const { clusters } = plan.fleet;
  const known = new Map<string, HostEndpoints | undefined>();
  const meshes = new Map<string, MeshSettings>();
  const answers = new Map<string, Distribution | undefined>();
  return {
    clusters,
    apps: plan.apps,
    objects,
    version,
    meshOf(cluster) {
      const mesh = meshes.get(cluster) ?? readMeshSettings(istiodValues(objects(cluster, 'Application', '')));
      meshes.set(cluster, mesh);
      return mesh;
    },
    endpointsOf(host) {
      if (!known.has(host)) known.set(host, hostEndpoints(host, clusters, objects, replicas));
      return known.get(host);
    },
    onceFor(look, answer) {
      if (!answers.has(look)) answers.set(look, answer());
      return answers.get(look);
    },
  };
}
