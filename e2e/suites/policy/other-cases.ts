import { BLOCKED, REGISTRY } from './good-objects';
import { CONTEXT, FIRST, POD, type Row } from './policy-case';

const BLOCK = ['must-not-use-blocked-digest'];
const GATEWAY = ['must-stay-behind-the-gateway'];
const NAMESPACES = ['must-restrict-namespaces'];

/** Services, namespaces, and namespaces that no policy governs. */
export const OTHER_CASES: readonly Row[] = [
  ['load balancer', 'service', [[['spec', 'type'], 'LoadBalancer']], GATEWAY],
  ['node port', 'service', [[['spec', 'type'], 'NodePort']], GATEWAY],
  ['external address', 'service', [[['spec', 'externalIPs'], ['192.0.2.1']]], GATEWAY],
  ['headless service', 'service', [[['spec', 'clusterIP'], 'None']], []],
  ['service without a type', 'service', [[['spec', 'type'], undefined]], []],
  [
    'namespace without a level',
    'namespace',
    [[['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], undefined]],
    NAMESPACES,
  ],
  [
    'privileged namespace',
    'namespace',
    [[['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], 'privileged']],
    NAMESPACES,
  ],
  ['namespace without a team', 'namespace', [[['metadata', 'labels', 'team'], undefined]], NAMESPACES],
  ['namespace without labels', 'namespace', [[['metadata', 'labels'], undefined]], NAMESPACES],
  [
    'root in the namespace of Argo CD',
    'deployment',
    [
      [['metadata', 'namespace'], 'argocd'],
      [[...POD, 'securityContext'], undefined],
      [CONTEXT, undefined],
    ],
    [],
  ],
  [
    'latest in kube-system',
    'daemonSet',
    [
      [['metadata', 'namespace'], 'kube-system'],
      [[...FIRST, 'image'], 'x:latest'],
      [[...POD, 'hostNetwork'], true],
      [[...FIRST, 'ports'], undefined],
    ],
    [],
  ],
  [
    'blocked digest in the namespace of the platform',
    'deployment',
    [
      [['metadata', 'namespace'], 'platform'],
      [[...FIRST, 'image'], `${REGISTRY}web@${BLOCKED}`],
    ],
    BLOCK,
  ],
];
