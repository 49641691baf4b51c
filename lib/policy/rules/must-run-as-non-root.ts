import { everyContainer, inherited } from '../containers';
import type { PolicyRule } from '../policy-rule';

/** No process runs as root. */
export const mustRunAsNonRoot: PolicyRule = {
  name: 'must-run-as-non-root',
  layer: 'runtime security',
  target: 'pods',
  reason: 'A process that breaks out of its container as root is root on the node.',
  remedy: 'Set securityContext.runAsNonRoot to true, and no runAsUser of 0.',
  validations: [
    everyContainer(`${inherited('runAsNonRoot', 'false')} == true`, 'may run as root'),
    everyContainer(`${inherited('runAsUser', '1')} != 0`, 'runs as user 0'),
  ],
};
