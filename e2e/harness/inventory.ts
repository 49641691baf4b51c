import type { ResourceType } from './discovery';
import type { KubeClient, KubeObject } from './kube-client';
import { refOf, refText } from './kube-client';
import { mapLimited } from './map-limited';

const AT_ONCE = 8;

/** What the control plane makes by itself in every cluster and every namespace. */
const MADE_BY_KUBERNETES: readonly RegExp[] = [
  /^Event(\.events\.k8s\.io)? /,
  /^IPAddress\.networking\.k8s\.io /,
  /^Lease\.coordination\.k8s\.io /,
  /^ConfigMap [^/]+\/kube-root-ca\.crt$/,
  /^ServiceAccount [^/]+\/default$/,
];

function isOwned(object: KubeObject): boolean {
  const owners = object.metadata['ownerReferences'];
  return Array.isArray(owners) && owners.length > 0;
}

type List = (type: ResourceType) => Promise<readonly KubeObject[]>;

async function collect(client: KubeClient, list: List): Promise<ReadonlyMap<string, KubeObject>> {
  const types = await client.discovery.listable();
  const lists = await mapLimited(types, AT_ONCE, list);
  const found = new Map<string, KubeObject>();
  for (const object of lists.flat()) {
    const key = refText(refOf(object));
    if (isOwned(object) || MADE_BY_KUBERNETES.some((pattern) => pattern.test(key))) continue;
    found.set(key, object);
  }
  return found;
}

/** The objects of a cluster that nothing in the cluster made for another object, by their reference as text. */
export function inventory(client: KubeClient): Promise<ReadonlyMap<string, KubeObject>> {
  return collect(client, (type) => client.list(type));
}

/** Their references alone, which costs a server less; for whoever looks again and again. */
export async function inventoryNames(client: KubeClient): Promise<readonly string[]> {
  return [...(await collect(client, client.listMetadata)).keys()];
}

/** What is in one set of names and not in the other, sorted. */
export function without(names: Iterable<string>, others: Iterable<string>): readonly string[] {
  const excluded = new Set(others);
  return [...names].filter((name) => !excluded.has(name)).sort();
}
