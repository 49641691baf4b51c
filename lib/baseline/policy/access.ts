import type { Construct } from 'constructs';
import { KubeClusterRole, KubeClusterRoleBinding } from '../../kube';
import { ADMIN_ROLE, grantsIn, OPERATE_ROLE, VIEW_CLUSTER_ROLE, type Grant } from '../../plan/access';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { buildViewRoles } from './view-roles';

/** Which groups of people may do what in the whole cluster; the namespaces of a team have bindings of their own. */
export function buildAccess(scope: Construct, { cluster }: ComponentContext): void {
  const { access } = cluster;
  if (access === undefined) return;
  const labels = baselineLabels(cluster);
  new KubeClusterRole(scope, 'operate', {
    metadata: { name: OPERATE_ROLE, labels },
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
      { apiGroups: [''], resources: ['pods/eviction', 'pods/portforward'], verbs: ['create'] },
    ],
  });
  buildViewRoles(scope, labels);
  const everyday = grantsIn(cluster);
  const grants: readonly Grant[] = [
    ...everyday,
    ...everyday.filter(({ role }) => role === 'view').map((grant) => ({ ...grant, role: VIEW_CLUSTER_ROLE })),
    { role: ADMIN_ROLE, groups: [access.breakGlass] },
  ];
  for (const { role, groups } of grants) {
    new KubeClusterRoleBinding(scope, `binding-${role}`, {
      metadata: { name: role === ADMIN_ROLE ? 'meridian-break-glass' : `meridian-people-${role}`, labels },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: groups.map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
    });
  }
}
