import { objectOf, shown } from '../../core/json';
import { defineRule } from '../define-rule';
import { sibling } from '../pod-references';

const BINDINGS = ['RoleBinding', 'ClusterRoleBinding'].map((kind) => `${kind}.rbac.authorization.k8s.io`);

/** Roles that Kubernetes itself brings. */
const GIVEN = /^(cluster-admin|admin|edit|view|system:.+)$/;

/** A binding grants a role that is there. */
export const rolesExist = defineRule({
  name: 'role-missing',
  reason: 'A binding of a role that is not there grants nothing, and no error says so.',
  check(index, find) {
    for (const entry of BINDINGS.flatMap(index.ofType)) {
      const { kind, name } = objectOf(entry.object['roleRef']);
      const role = shown(name);
      const ofCluster = kind === 'ClusterRole';
      if (ofCluster && GIVEN.test(role)) continue;
      const place = ofCluster ? { ...entry, namespace: '' } : entry;
      if (sibling(index, place, `${shown(kind)}.rbac.authorization.k8s.io`, role) !== undefined) continue;
      find(
        entry,
        'roleRef',
        `names the ${shown(kind)} ${role}, which is not there`,
        'Add it, or name a role of Kubernetes such as view.',
      );
    }
  },
});
