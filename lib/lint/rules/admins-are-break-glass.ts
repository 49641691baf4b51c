import { listOf, objectOf, shown } from '../../core/json';
import { ADMIN_ROLE } from '../../plan/access';
import { defineRule } from '../define-rule';

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'].map((kind) => `${kind}.rbac.authorization.k8s.io`);

/** Nobody but the break-glass group of a cluster may do everything in it. */
export const adminsAreBreakGlass = defineRule({
  name: 'admin-beside-break-glass',
  reason:
    'Whoever may do everything may also read every Secret and turn off every policy, and no audit sees an exception.',
  check(index, find) {
    const { clusters } = index.plan.fleet;
    const groups = new Map(clusters.map(({ id, access }) => [id, access?.breakGlass]));
    for (const entry of BINDINGS.flatMap(index.ofType)) {
      if (objectOf(entry.object['roleRef'])['name'] !== ADMIN_ROLE) continue;
      for (const subject of listOf(entry.object['subjects']).map(objectOf)) {
        if (subject['kind'] === 'Group' && subject['name'] === groups.get(entry.cluster)) continue;
        find(
          entry,
          'subjects',
          `gives ${shown(subject['kind'])} ${shown(subject['name'])} the role ${ADMIN_ROLE}`,
          'Give it a role with what it needs; who must do everything in an incident joins the group of `access.breakGlass`.',
        );
      }
    }
  },
});
