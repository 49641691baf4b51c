import { CONTEXT, FIRST, GOOD_SECOND, INIT, POD, SECOND, type Row } from './policy-case';

const ROOT = ['must-run-as-non-root'];
const PRIVILEGES = ['must-drop-privileges'];
const HOST = ['must-not-use-host-network'];

/** What a process may do on its node. */
export const SECURITY_CASES: readonly Row[] = [
  ['pod that may run as root', 'deployment', [[[...POD, 'securityContext', 'runAsNonRoot'], false]], ROOT],
  ['container that may run as root', 'deployment', [[[...CONTEXT, 'runAsNonRoot'], false]], ROOT],
  [
    'pod without a word about root',
    'deployment',
    [[[...POD, 'securityContext', 'runAsNonRoot'], undefined]],
    ROOT,
  ],
  [
    'container that says what its pod does not',
    'deployment',
    [
      [[...POD, 'securityContext', 'runAsNonRoot'], undefined],
      [[...CONTEXT, 'runAsNonRoot'], true],
    ],
    [],
  ],
  ['container as user 0', 'deployment', [[[...CONTEXT, 'runAsUser'], 0]], ROOT],
  ['pod as user 0', 'deployment', [[[...POD, 'securityContext', 'runAsUser'], 0]], ROOT],
  ['container as user 1000', 'deployment', [[[...CONTEXT, 'runAsUser'], 1000]], []],
  [
    'second container as root',
    'deployment',
    [[SECOND, { ...GOOD_SECOND, securityContext: { ...GOOD_SECOND.securityContext, runAsNonRoot: false } }]],
    ROOT,
  ],
  [
    'init container as root',
    'deployment',
    [[INIT, { ...GOOD_SECOND, securityContext: { ...GOOD_SECOND.securityContext, runAsUser: 0 } }]],
    ROOT,
  ],
  ['naked pod as root', 'pod', [[['spec', 'securityContext', 'runAsNonRoot'], false]], ROOT],
  [
    'cron job as root',
    'cronJob',
    [[['spec', 'jobTemplate', 'spec', 'template', 'spec', 'securityContext', 'runAsNonRoot'], false]],
    ROOT,
  ],
  [
    'seccomp unconfined',
    'deployment',
    [[[...CONTEXT, 'seccompProfile'], { type: 'Unconfined' }]],
    PRIVILEGES,
  ],
  ['no seccomp', 'deployment', [[[...POD, 'securityContext', 'seccompProfile'], undefined]], PRIVILEGES],
  [
    'privilege escalation left open',
    'deployment',
    [[[...CONTEXT, 'allowPrivilegeEscalation'], undefined]],
    PRIVILEGES,
  ],
  ['writable root', 'daemonSet', [[[...CONTEXT, 'readOnlyRootFilesystem'], false]], PRIVILEGES],
  ['capabilities kept', 'statefulSet', [[[...CONTEXT, 'capabilities'], undefined]], PRIVILEGES],
  [
    'capability dropped by name alone',
    'deployment',
    [[[...CONTEXT, 'capabilities', 'drop'], ['CHOWN']]],
    PRIVILEGES,
  ],
  ['capability added', 'deployment', [[[...CONTEXT, 'capabilities', 'add'], ['NET_ADMIN']]], PRIVILEGES],
  [
    'capability to bind low ports',
    'deployment',
    [[[...CONTEXT, 'capabilities', 'add'], ['NET_BIND_SERVICE']]],
    [],
  ],
  ['no security context at all', 'replicaSet', [[CONTEXT, undefined]], PRIVILEGES],
  [
    'privileged',
    'job',
    [
      [[...CONTEXT, 'privileged'], true],
      [[...CONTEXT, 'allowPrivilegeEscalation'], true],
    ],
    PRIVILEGES,
  ],
  [
    'host network',
    'daemonSet',
    [
      [[...POD, 'hostNetwork'], true],
      [[...FIRST, 'ports'], undefined],
    ],
    HOST,
  ],
  ['host processes', 'deployment', [[[...POD, 'hostPID'], true]], HOST],
  ['host memory', 'pod', [[['spec', 'hostIPC'], true]], HOST],
  ['host port', 'deployment', [[[...FIRST, 'ports', 0, 'hostPort'], 8080]], HOST],
  ['host folder', 'deployment', [[[...POD, 'volumes', 0], { name: 'tmp', hostPath: { path: '/' } }]], HOST],
  ['no volumes', 'deployment', [[[...POD, 'volumes'], undefined]], []],
];
