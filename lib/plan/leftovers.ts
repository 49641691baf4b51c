import type { Cluster } from '../fleet/fleet';
import { teamProject } from './names';
import type { Plan } from './plan';

/** What a cluster may still hold of what a team no longer has: its project permits it until the tombstone goes. */
export interface Leftover {
  readonly project: string;
  readonly namespace: string;
  /** Kinds beyond those of every app, as `<Kind>.<group>`. */
  readonly kinds: readonly string[];
}

/**
 * What tombstones say of one cluster: the namespace and the kinds of an app, whether it is gone or only changed, and the
 * namespaces that apps have left.
 */
export function leftoversOf(plan: Plan, cluster: Cluster): readonly Leftover[] {
  const { apps, namespaces } = plan.fleet.tombstones;
  return [
    ...apps
      .filter(({ clusters }) => clusters.includes(cluster.id))
      .map(({ name, owner, namespace, kinds }) => ({
        project: teamProject(ownerOf(plan, cluster, name) ?? owner),
        namespace,
        kinds,
      })),
    ...namespaces
      .filter(({ quota }) => cluster.id in quota)
      .map(({ name, owner }) => ({ project: teamProject(owner), namespace: name, kinds: [] })),
  ];
}

/** The owner of an app that is still there: what it had before is pruned by the Application that it has now. */
function ownerOf(plan: Plan, cluster: Cluster, name: string): string | undefined {
  const declared = plan.apps.find(({ app }) => app.name === name);
  const there = [...(declared?.placed ?? []), ...(declared?.clients ?? [])].some(
    ({ id }) => id === cluster.id,
  );
  return there ? declared?.app.owner : undefined;
}
