import type { PolicyRule } from '../policy-rule';

/** Nobody but the platform opens a way into the cluster. */
export const mustStayBehindTheGateway: PolicyRule = {
  name: 'must-stay-behind-the-gateway',
  layer: 'network',
  target: 'services',
  reason:
    'A way in of its own passes by the certificate, the health checks and the failover of the shared Gateway.',
  remedy: 'Leave the type at ClusterIP, and set traffic.exposure in the contract.',
  validations: [
    {
      expression: "!(object.spec.?type.orValue('ClusterIP') in ['LoadBalancer', 'NodePort'])",
      message: "'opens a way into the cluster: its type is ' + object.spec.type",
    },
    {
      expression: 'object.spec.?externalIPs.orValue([]).size() == 0',
      message: "'takes addresses outside the cluster'",
    },
  ],
};
