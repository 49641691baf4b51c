import { readAuthorizationPolicy, type AuthorizationPolicy } from './authorization';
import { NAMESPACE_NAME_LABEL, type Labels } from './label-selector';
import { networkPolicyReader, type NetworkPolicy } from './network-policy';
import type { PolicySide } from './policy-side';
import type { Network, PlacedObject, PodWorkload } from './network';
import { selectorIndex, type SelectorIndex } from './selector-index';

/** What holds for one workload's pods. */
export interface PoliciesOfPod {
  readonly ingress: readonly PolicySide[];
  readonly egress: readonly PolicySide[];
  readonly authorization: readonly AuthorizationPolicy[];
}

/** The policies of all clusters, by what they select. */
export interface PolicyStore {
  readonly policiesOf: (pod: PodWorkload) => PoliciesOfPod;
  readonly namespaceLabels: (cluster: string, namespace: string) => Labels;
}

interface Shelf {
  readonly network: SelectorIndex<NetworkPolicy>;
  readonly authorization: SelectorIndex<AuthorizationPolicy>;
}

/** Files every policy under its cluster and namespace. */
export function policyStore({
  objects,
  rootNamespace,
}: Pick<Network, 'objects' | 'rootNamespace'>): PolicyStore {
  const shelves = new Map<string, Shelf>();
  const namespaces = new Map<string, Labels>();
  const readNetworkPolicy = networkPolicyReader();
  for (const placed of objects) file(placed, shelves, namespaces, readNetworkPolicy);
  return {
    policiesOf: (pod) => collect(pod, shelves, rootNamespace),
    namespaceLabels: (cluster, namespace) =>
      namespaces.get(`${cluster} ${namespace}`) ?? { [NAMESPACE_NAME_LABEL]: namespace },
  };
}

function file(
  { cluster, object }: PlacedObject,
  shelves: Map<string, Shelf>,
  namespaces: Map<string, Labels>,
  readNetworkPolicy: ReturnType<typeof networkPolicyReader>,
): void {
  const { name, namespace = '', labels } = object.metadata;
  if (object.kind === 'NetworkPolicy') {
    const policy = readNetworkPolicy(object);
    shelfOf(shelves, cluster, namespace).network.add(policy.selector, policy);
  } else if (object.kind === 'AuthorizationPolicy') {
    const policy = readAuthorizationPolicy(object);
    if (policy !== undefined) shelfOf(shelves, cluster, namespace).authorization.add(policy.selector, policy);
  } else if (object.kind === 'Namespace') {
    namespaces.set(`${cluster} ${name}`, { ...labels, [NAMESPACE_NAME_LABEL]: name });
  }
}

function shelfOf(shelves: Map<string, Shelf>, cluster: string, namespace: string): Shelf {
  const key = `${cluster} ${namespace}`;
  const present = shelves.get(key);
  if (present !== undefined) return present;
  const shelf: Shelf = { network: selectorIndex(), authorization: selectorIndex() };
  shelves.set(key, shelf);
  return shelf;
}

function collect(
  pod: PodWorkload,
  shelves: ReadonlyMap<string, Shelf>,
  rootNamespace: string,
): PoliciesOfPod {
  const { cluster, namespace, labels } = pod;
  const own = shelves.get(`${cluster} ${namespace}`);
  const root = namespace === rootNamespace ? undefined : shelves.get(`${cluster} ${rootNamespace}`);
  const policies = own?.network.selecting(labels) ?? [];
  const sides = (direction: 'ingress' | 'egress'): PolicySide[] =>
    policies.flatMap(({ [direction]: rules }) => (rules === undefined ? [] : [{ namespace, rules }]));
  return {
    ingress: sides('ingress'),
    egress: sides('egress'),
    authorization: [
      ...(own?.authorization.selecting(labels) ?? []),
      ...(root?.authorization.selecting(labels) ?? []),
    ],
  };
}
