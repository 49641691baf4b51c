import { everyContainer, inherited } from '../containers';
import type { PolicyRule } from '../policy-rule';

/** The rest of what the level `restricted` of the Pod Security Standards asks for, and a root file system that is not written to. */
export const mustDropPrivileges: PolicyRule = {
  name: 'must-drop-privileges',
  layer: 'runtime security',
  target: 'pods',
  reason:
    'A process with these rights can take over its node, or change the program that it was started from.',
  remedy:
    'Set seccompProfile RuntimeDefault, allowPrivilegeEscalation false and readOnlyRootFilesystem true, drop ALL capabilities, and mount an emptyDir where the process writes.',
  validations: [
    everyContainer(
      `${inherited('seccompProfile.?type', "''")} in ['RuntimeDefault', 'Localhost']`,
      'has no seccomp profile',
    ),
    everyContainer(
      'c.?securityContext.?allowPrivilegeEscalation.orValue(true) == false',
      'may gain privileges',
    ),
    everyContainer('c.?securityContext.?privileged.orValue(false) == false', 'is privileged'),
    everyContainer(
      'c.?securityContext.?readOnlyRootFilesystem.orValue(false) == true',
      'may write to its root file system',
    ),
    everyContainer(
      "'ALL' in c.?securityContext.?capabilities.?drop.orValue([])",
      'does not drop ALL capabilities',
    ),
    everyContainer(
      "c.?securityContext.?capabilities.?add.orValue([]).all(a, a == 'NET_BIND_SERVICE')",
      'adds capabilities',
    ),
  ],
};
