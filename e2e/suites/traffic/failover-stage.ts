import { execFileSync } from 'node:child_process';
import { listOf, objectOf } from '../../../lib/core/json';
import type { Manifest } from '../../../lib/core/manifest';
import type { Istiod } from '../../harness/istiod';
import { mapLimited } from '../../harness/map-limited';
import { startBackends, type Backends, type HostAddress } from '../../harness/traffic/backends';
import type { Envoy } from '../../harness/traffic/envoy';
import { countAnswers, type Counts } from '../../harness/traffic/requests';
import type { SuiteRun } from '../suite';
import { startCaller, type Caller } from './client-proxies';
import { applyAll, GATEWAY_PORT, startIstiods, startMesh, type Mesh } from './mesh';
import type { Prediction } from './predictions';
import { callerLabels, readReferenceMesh, type ReferenceMesh } from './reference-mesh';
import { homeOf, nodes, placePods, servicePort, writePods } from './world';

/** A caller of one app, and the Envoy that sends for it. */
export interface Route {
  readonly app: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly envoy: Envoy;
  /** As Envoy calls it. */
  readonly envoyCluster: string;
}

/** The reference fleet with real control planes, real proxies, and servers in place of its pods. */
export interface Stage {
  readonly reference: ReferenceMesh;
  readonly mesh: Mesh;
  readonly istiods: ReadonlyMap<string, Istiod>;
  readonly backends: Backends;
  /** Addresses of pods and gateway, by cluster. */
  readonly addresses: ReadonlyMap<string, readonly HostAddress[]>;
  readonly clusterOf: (address: HostAddress) => string | undefined;
  readonly routes: readonly Route[];
  readonly envoys: readonly Envoy[];
}

const AT_ONCE = 6;
const WRITTEN: ReadonlySet<string> = new Set(['Service', 'DestinationRule', 'Sidecar']);
/** What an Envoy without Istio's extensions cannot take, and nothing that decides where a request goes. */
const PLAIN = { enableAutoMtls: false };
const PLAIN_ENV = {
  PILOT_ENABLE_ALPN_FILTER: 'false',
  PILOT_ENABLE_METADATA_EXCHANGE: 'false',
  PILOT_ENABLE_GATEWAY_API: 'false',
};
const INGRESS = 'istio-ingress';

/** Starts everything; `predictions` of any loss name who calls whom. Every address of 10/8 is this machine's own here. */
export async function openStage(suite: SuiteRun, predictions: readonly Prediction[]): Promise<Stage> {
  const { context } = suite;
  execFileSync('ip', ['route', 'add', 'local', '10.0.0.0/8', 'dev', 'lo']);
  const reference = readReferenceMesh(context.repository);
  const mesh = await startMesh(
    context,
    reference.clusters.map(({ id, meshNetwork }, index) => ({
      id,
      network: meshNetwork,
      gateway: `10.200.${String(index)}.1`,
    })),
  );
  const addresses = new Map<string, HostAddress[]>(
    mesh.members.map(({ id, gateway }) => [id, [`${gateway}:${String(GATEWAY_PORT)}`]]),
  );
  await mapLimited(reference.clusters, reference.clusters.length, ({ id }) =>
    furnish(reference, mesh, id, addresses.get(id) ?? []),
  );
  const owners = new Map([...addresses].flatMap(([id, own]) => own.map((address) => [address, id] as const)));
  const backends = await startBackends([...owners.keys()], () => 'serve');
  const [first] = reference.clusters;
  const settings = reference.istiod(first?.id ?? '');
  const istiods = await startIstiods(context, mesh, {
    mesh: { ...settings.mesh, ...PLAIN },
    env: { ...settings.env, ...PLAIN_ENV },
  });
  const routes = await startRoutes(suite, reference, istiods, predictions);
  const envoys = [...new Set(routes.map(({ envoy }) => envoy))];
  const clusterOf = (address: HostAddress): string | undefined => owners.get(address);
  return { reference, mesh, istiods, backends, addresses, clusterOf, routes, envoys };
}

/** Writes the tree of a cluster, and the pods that its workloads start with. */
async function furnish(
  { clusters, objectsOf, model }: ReferenceMesh,
  mesh: Mesh,
  id: string,
  addresses: HostAddress[],
): Promise<void> {
  const cluster = mesh.clusterOf(id);
  const index = clusters.findIndex((one) => one.id === id);
  const place = clusters[index];
  const objects = objectsOf(id).filter(
    ({ kind, metadata }) => WRITTEN.has(kind) && metadata.namespace !== 'istio-system',
  );
  const homes = [...new Set(objects.map(({ metadata }) => metadata.namespace ?? ''))];
  await applyAll(cluster, [...nodes(place?.region ?? '', place?.zones ?? []), ...homes.flatMap(homeOf)]);
  await applyAll(cluster, objects);
  for (const service of objects.filter(({ kind }) => kind === 'Service')) {
    const target = Number(objectOf(listOf(objectOf(service['spec'])['ports'])[0])['targetPort']);
    const groups = model.endpointsOf(hostOf(service))?.groups.filter((group) => group.cluster === id) ?? [];
    if (groups.length === 0) continue;
    const pods = placePods(service.metadata.name, groups, () => {
      const address = `10.${String(10 + index)}.0.${String(addresses.length)}`;
      addresses.push(`${address}:${String(target)}`);
      return address;
    });
    await writePods(cluster, service, target, pods);
  }
}

function hostOf({ metadata }: Manifest): string {
  return `${metadata.name}.${metadata.namespace ?? ''}.svc.cluster.local`;
}

/** One Envoy for each caller, in one zone of its cluster: the zones in turn. */
async function startRoutes(
  { context }: SuiteRun,
  reference: ReferenceMesh,
  istiods: ReadonlyMap<string, Istiod>,
  predictions: readonly Prediction[],
): Promise<readonly Route[]> {
  const envoys = new Map<string, Promise<Envoy>>();
  const start = (name: string, caller: Caller): Promise<Envoy> => {
    const started =
      envoys.get(name) ?? startCaller(context, name, caller, istiods.get(caller.cluster.id)?.xdsPort ?? 0);
    envoys.set(name, started);
    return started;
  };
  const asked = predictions.flatMap(({ app, cluster, namespaces }) =>
    namespaces.map((namespace) => ({ app, cluster, namespace })),
  );
  return mapLimited(asked, AT_ONCE, async ({ app, cluster: id, namespace }): Promise<Route> => {
    const index = reference.clusters.findIndex((one) => one.id === id);
    const cluster = reference.clusters[index];
    const objects = reference.objectsOf(id);
    const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === app);
    if (cluster === undefined || service === undefined) throw new Error(`no ${app} in ${id}`);
    const labels = callerLabels(objects, namespace, hostOf(service));
    const zone = cluster.zones[index % cluster.zones.length] ?? '';
    const kind = namespace === INGRESS ? 'router' : 'sidecar';
    const name = [id, namespace, ...Object.values(labels)].join('-');
    const envoy = await start(name, { cluster, zone, namespace, labels, kind });
    const envoyCluster = `outbound|${String(servicePort(service))}||${hostOf(service)}`;
    return { app, cluster: id, namespace, envoy, envoyCluster };
  });
}

/** Sends requests for a route, one after the other. */
export function send({ envoy, envoyCluster, app }: Route, requests: number): Promise<Counts> {
  return countAnswers(envoy.port, requests, app, { 'x-cluster': envoyCluster });
}

/** Ends everything that the stage started. */
export async function closeStage({ context }: SuiteRun, stage: Stage): Promise<void> {
  for (const envoy of stage.envoys) await context.processes.stop(envoy.process);
  for (const istiod of stage.istiods.values()) await context.processes.stop(istiod.process);
  await stage.backends.close();
  for (const { id } of stage.mesh.members) await stage.mesh.clusterOf(id).kill();
}
