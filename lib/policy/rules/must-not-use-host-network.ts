import { everyContainer } from '../containers';
import type { PolicyRule } from '../policy-rule';

const SHARED =
  '!variables.pod.?hostNetwork.orValue(false) && !variables.pod.?hostPID.orValue(false) && !variables.pod.?hostIPC.orValue(false)';

/** Pods have a network, processes, ports and files of their own. */
export const mustNotUseHostNetwork: PolicyRule = {
  name: 'must-not-use-host-network',
  layer: 'network',
  target: 'pods',
  reason:
    "What shares the node's network, processes or files passes by the network policies and sees other tenants.",
  remedy:
    'Take hostNetwork, hostPID, hostIPC, hostPort and hostPath out, and reach the pods through a Service.',
  validations: [
    { expression: SHARED, message: "'shares the network, the processes or the memory of the node'" },
    everyContainer('c.?ports.orValue([]).all(p, p.?hostPort.orValue(0) == 0)', 'takes a port of the node'),
    {
      expression: 'variables.pod.?volumes.orValue([]).all(v, !has(v.hostPath))',
      message:
        "'mounts folders of the node: ' + variables.pod.volumes.filter(v, has(v.hostPath)).map(v, v.name).join(', ')",
    },
  ],
};
