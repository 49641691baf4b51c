import type { Construct } from 'constructs';
import { KubeRoleBinding } from '../kube';
import { grantsIn } from '../plan/access';
import type { NamespacePlan } from '../plan/plan';

/** What the groups of a team may do in a namespace of theirs. */
export function buildTeamAccess(
  scope: Construct,
  { cluster, name, owner }: NamespacePlan,
  labels: Readonly<Record<string, string>>,
): void {
  for (const { role, groups } of grantsIn(cluster, owner)) {
    new KubeRoleBinding(scope, `people-${role}`, {
      metadata: { name: `people-${role}`, namespace: name, labels: { ...labels } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: groups.map((group) => ({
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: group,
      })),
    });
  }
}
