import { EXEMPT_APP, TOKEN_ACCOUNT } from './good-objects';
import { CONTEXT, FIRST, GOOD_SECOND, POD, SECOND, type Row } from './policy-case';

const PRIVILEGES = ['must-drop-privileges'];
const HOST = ['must-not-use-host-network'];
const RESOURCES = ['must-declare-resource-requests'];
const READY = ['must-have-readiness-probe'];
const IDENTITY = ['must-use-workload-identity'];
const TOKEN = ['must-not-mount-service-account-token-unless-needed'];
const LABELS = ['must-carry-labels'];

/** What workloads declare, and whose they are. */
export const WORKLOAD_CASES: readonly Row[] = [
  ['no requests', 'deployment', [[[...FIRST, 'resources', 'requests'], undefined]], RESOURCES],
  ['no request for memory', 'job', [[[...FIRST, 'resources', 'requests', 'memory'], undefined]], RESOURCES],
  ['no limit for memory', 'deployment', [[[...FIRST, 'resources', 'limits'], undefined]], RESOURCES],
  [
    'no resources',
    'cronJob',
    [[['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'resources'], undefined]],
    RESOURCES,
  ],
  [
    'replication controller without a probe',
    'replicationController',
    [[[...FIRST, 'readinessProbe'], undefined]],
    READY,
  ],
  ['naked pod without resources', 'pod', [[['spec', 'containers', 0, 'resources'], undefined]], []],
  ['no readiness probe', 'deployment', [[[...FIRST, 'readinessProbe'], undefined]], READY],
  [
    'second container with a port and no probe',
    'deployment',
    [[SECOND, { ...GOOD_SECOND, ports: [{ containerPort: 9 }] }]],
    READY,
  ],
  ['second container without a port and a probe', 'deployment', [[SECOND, GOOD_SECOND]], []],
  [
    'worker without ports and probe',
    'deployment',
    [
      [[...FIRST, 'ports'], undefined],
      [[...FIRST, 'readinessProbe'], undefined],
    ],
    [],
  ],
  ['job without a probe', 'job', [[[...FIRST, 'readinessProbe'], undefined]], []],
  [
    'app that is exempt',
    'deployment',
    [
      [[...FIRST, 'readinessProbe'], undefined],
      [['metadata', 'labels', 'app.kubernetes.io/name'], EXEMPT_APP],
    ],
    [],
  ],
  [
    'app that is exempt from something else',
    'deployment',
    [
      [[...FIRST, 'resources'], undefined],
      [['metadata', 'labels', 'app.kubernetes.io/name'], EXEMPT_APP],
    ],
    RESOURCES,
  ],
  [
    'job that a cron job of an exempt app makes',
    'job',
    [
      [[...POD, 'hostPID'], true],
      [['metadata', 'labels'], undefined],
      [['spec', 'template', 'metadata', 'labels', 'app.kubernetes.io/name'], EXEMPT_APP],
    ],
    [],
  ],
  ['default account', 'deployment', [[[...POD, 'serviceAccountName'], undefined]], IDENTITY],
  ['default account by name', 'job', [[[...POD, 'serviceAccountName'], 'default']], IDENTITY],
  [
    'cloud key',
    'deployment',
    [[[...FIRST, 'env', 0], { name: 'AWS_SECRET_ACCESS_KEY', value: 'x' }]],
    IDENTITY,
  ],
  [
    'cloud key out of a secret',
    'statefulSet',
    [
      [
        [...FIRST, 'env', 0],
        { name: 'AZURE_CLIENT_SECRET', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } },
      ],
    ],
    IDENTITY,
  ],
  ['no environment', 'deployment', [[[...FIRST, 'env'], undefined]], []],
  ['token', 'deployment', [[[...POD, 'automountServiceAccountToken'], true]], TOKEN],
  [
    'token unless said otherwise',
    'deployment',
    [[[...POD, 'automountServiceAccountToken'], undefined]],
    TOKEN,
  ],
  [
    'token of an account that needs one',
    'deployment',
    [
      [[...POD, 'automountServiceAccountToken'], true],
      [[...POD, 'serviceAccountName'], TOKEN_ACCOUNT],
    ],
    [],
  ],
  [
    'label missing',
    'deployment',
    [[['spec', 'template', 'metadata', 'labels', 'version'], undefined]],
    LABELS,
  ],
  ['label empty', 'daemonSet', [[['spec', 'template', 'metadata', 'labels', 'team'], '']], LABELS],
  ['pod of a job without labels', 'job', [[['spec', 'template', 'metadata'], undefined]], LABELS],
  [
    'many faults at once',
    'deployment',
    [
      [CONTEXT, undefined],
      [[...FIRST, 'resources'], undefined],
      [[...POD, 'hostPID'], true],
    ],
    [...PRIVILEGES, ...RESOURCES, ...HOST],
  ],
];
