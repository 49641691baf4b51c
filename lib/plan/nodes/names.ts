import type { Cluster } from '../../fleet/fleet';

/** Role that the machines of a cluster run under, in its cloud. */
export function nodeRoleOf({ id }: Pick<Cluster, 'id'>): string {
  return `${id}-nodes`;
}

/** Queue in which the cloud says which machines it is about to take away. */
export function interruptionQueueOf({ id }: Pick<Cluster, 'id'>): string {
  return `${id}-interruptions`;
}

/** Label of subnets and security groups by which the nodes of a cluster find theirs. */
export function discoveryTagOf({ id }: Pick<Cluster, 'id'>): Readonly<Record<string, string>> {
  return { 'karpenter.sh/discovery': id };
}
