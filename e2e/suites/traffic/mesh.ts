import { readFileSync } from 'node:fs';
import { startCluster, type Cluster } from '../../harness/cluster';
import { pinnedCrds } from '../../harness/crds';
import { startIstiod, type Istiod, type IstiodOptions } from '../../harness/istiod';
import { refOf, refText, type KubeObject } from '../../harness/kube-client';
import type { RunContext } from '../../harness/run-context';

/** A cluster of a mesh, before it is started. */
export interface MeshMember {
  readonly id: string;
  /** Name of its network. */
  readonly network: string;
  /** Address of its east-west gateway. */
  readonly gateway: string;
}

/** The control planes of a mesh: an API server for each member, which the istiods of all members watch. */
export interface Mesh {
  readonly members: readonly MeshMember[];
  readonly clusterOf: (id: string) => Cluster;
}

const SYSTEM = 'istio-system';
/** Where east-west gateways take what is for their cluster. */
export const GATEWAY_PORT = 15443;

/** Starts the API servers, and tells each about the others as remote secrets do. */
export async function startMesh(context: RunContext, members: readonly MeshMember[]): Promise<Mesh> {
  // Istio's own definitions are enough.
  const crds = pinnedCrds(context).filter(({ metadata }) => metadata.name.endsWith('.istio.io'));
  const clusters = new Map<string, Cluster>();
  for (const { id } of members)
    clusters.set(id, await startCluster(context, { name: id, crds, controllers: false, argocd: false }));
  for (const member of members) {
    const cluster = clusters.get(member.id) as Cluster;
    await applyAll(cluster, [
      namespace(SYSTEM, { 'topology.istio.io/network': member.network }),
      gatewayService(member),
      ...[...clusters.values()].filter((other) => other !== cluster).map(remoteSecret),
    ]);
    await setStatus(cluster, gatewayService(member), {
      loadBalancer: { ingress: [{ ip: member.gateway }] },
    });
  }
  return {
    members,
    clusterOf(id) {
      const cluster = clusters.get(id);
      if (cluster === undefined) throw new Error(`no cluster ${id}`);
      return cluster;
    },
  };
}

/** Starts the istiod of every member. */
export async function startIstiods(
  context: RunContext,
  mesh: Mesh,
  options: IstiodOptions,
): Promise<ReadonlyMap<string, Istiod>> {
  const started = await Promise.all(
    mesh.members.map(async ({ id }): Promise<[string, Istiod]> => [
      id,
      await startIstiod(context, mesh.clusterOf(id), options),
    ]),
  );
  return new Map(started);
}

/** Applies objects one after the other; throws where one is refused. */
export async function applyAll({ client }: Cluster, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    const verdict = await client.apply(object);
    if (!verdict.accepted) throw new Error(`${refText(refOf(object))}: ${verdict.message}`);
  }
}

/** Writes the status of an object that is there. */
export async function setStatus({ client }: Cluster, object: KubeObject, status: unknown): Promise<void> {
  const verdict = await client.patch(refOf(object), { status }, 'status');
  if (!verdict.accepted) throw new Error(`${refText(refOf(object))}: ${verdict.message}`);
}

/** A namespace without the rules for what may run in it: nothing runs here. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function gatewayService({ network }: MeshMember): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'istio-eastwestgateway',
      namespace: SYSTEM,
      labels: { 'topology.istio.io/network': network },
    },
    spec: { type: 'LoadBalancer', ports: [{ name: 'tls', port: GATEWAY_PORT, protocol: 'TCP' }] },
  };
}

/** What istiod reads to watch another cluster: a kubeconfig with everything in it. */
function remoteSecret({ name, kubeconfig }: Cluster): KubeObject {
  const config = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const [entry] = config.clusters;
  const { server, 'certificate-authority': file } = entry?.cluster ?? {};
  const authority = readFileSync(file ?? '').toString('base64');
  const inline = { server: server ?? '', 'certificate-authority-data': authority };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `istio-remote-secret-${name}`,
      namespace: SYSTEM,
      labels: { 'istio/multiCluster': 'true' },
      annotations: { 'networking.istio.io/cluster': name },
    },
    stringData: { [name]: JSON.stringify({ ...config, clusters: [{ name, cluster: inline }] }) },
  };
}

interface Kubeconfig {
  readonly clusters: readonly {
    readonly name: string;
    readonly cluster: { readonly server: string; readonly 'certificate-authority': string };
  }[];
}
