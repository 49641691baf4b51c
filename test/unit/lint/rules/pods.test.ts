import type { LintRule } from '../../../../lib/lint/lint';
import { containersDeclareResources } from '../../../../lib/lint/rules/containers-declare-resources';
import { podsAreLabelled } from '../../../../lib/lint/rules/pods-are-labelled';
import { podsAreRestricted } from '../../../../lib/lint/rules/pods-are-restricted';
import { podsHaveAnIdentity } from '../../../../lib/lint/rules/pods-have-an-identity';
import { podsShareNothingWithTheHost } from '../../../../lib/lint/rules/pods-share-nothing-with-the-host';
import { servedPortsAreProbed } from '../../../../lib/lint/rules/served-ports-are-probed';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
} from '../../../support/compiled';

const SPEC = ['spec', 'template', 'spec'];
const CONTAINER = [...SPEC, 'containers', 0];
const WEB = 'Deployment.apps web/web (us, unit apps/web): ';

type Case = readonly [rule: LintRule, path: readonly (string | number)[], value: unknown, sentence: string];

const CASES: readonly Case[] = [
  [
    podsAreRestricted,
    [...SPEC, 'securityContext', 'runAsNonRoot'],
    false,
    'spec.template.spec.containers[0].securityContext.runAsNonRoot lets the process run as root | Set runAsNonRoot to true, and no runAsUser of 0.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'runAsUser'],
    0,
    'spec.template.spec.containers[0].securityContext.runAsNonRoot lets the process run as root | Set runAsNonRoot to true, and no runAsUser of 0.',
  ],
  [
    podsAreRestricted,
    [...SPEC, 'securityContext', 'seccompProfile'],
    undefined,
    'spec.template.spec.securityContext.seccompProfile.type is neither RuntimeDefault nor Localhost | Set it to RuntimeDefault.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'seccompProfile'],
    { type: 'Unconfined' },
    'spec.template.spec.securityContext.seccompProfile.type is neither RuntimeDefault nor Localhost | Set it to RuntimeDefault.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'allowPrivilegeEscalation'],
    true,
    'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation is not false | Set it to false.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'privileged'],
    true,
    'spec.template.spec.containers[0].securityContext.privileged is true | Take it out.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'readOnlyRootFilesystem'],
    undefined,
    'spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem is not true | Set it to true, and mount an emptyDir where the process must write.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'capabilities', 'drop'],
    ['CHOWN'],
    'spec.template.spec.containers[0].securityContext.capabilities.drop does not hold ALL | Drop ALL capabilities.',
  ],
  [
    podsAreRestricted,
    [...CONTAINER, 'securityContext', 'capabilities', 'add'],
    ['NET_ADMIN'],
    'spec.template.spec.containers[0].securityContext.capabilities.add holds NET_ADMIN | Add none but NET_BIND_SERVICE.',
  ],
  [
    podsShareNothingWithTheHost,
    [...SPEC, 'hostNetwork'],
    true,
    'spec.template.spec.hostNetwork is true | Take it out.',
  ],
  [
    podsShareNothingWithTheHost,
    [...SPEC, 'hostPID'],
    true,
    'spec.template.spec.hostPID is true | Take it out.',
  ],
  [
    podsShareNothingWithTheHost,
    [...SPEC, 'hostIPC'],
    true,
    'spec.template.spec.hostIPC is true | Take it out.',
  ],
  [
    podsShareNothingWithTheHost,
    [...SPEC, 'volumes', 0],
    { name: 'x', hostPath: { path: '/' } },
    'spec.template.spec.volumes[0].hostPath mounts a folder of the node | Use an emptyDir, a ConfigMap or a volume claim.',
  ],
  [
    podsShareNothingWithTheHost,
    [...CONTAINER, 'ports', 0, 'hostPort'],
    8080,
    'spec.template.spec.containers[0].ports[0].hostPort takes port 8080 of the node | Take it out, and reach the pods through a Service.',
  ],
  [
    containersDeclareResources,
    [...CONTAINER, 'resources', 'requests', 'cpu'],
    undefined,
    'spec.template.spec.containers[0].resources lacks requests.cpu | Set requests for CPU and memory, and a limit for memory.',
  ],
  [
    containersDeclareResources,
    [...CONTAINER, 'resources'],
    undefined,
    'spec.template.spec.containers[0].resources lacks requests.cpu, requests.memory and limits.memory | Set requests for CPU and memory, and a limit for memory.',
  ],
  [
    servedPortsAreProbed,
    [...CONTAINER, 'readinessProbe'],
    undefined,
    'spec.template.spec.containers[0].readinessProbe is missing, and the container serves a port | Add a readinessProbe.',
  ],
  [
    podsHaveAnIdentity,
    [...SPEC, 'serviceAccountName'],
    undefined,
    'spec.template.spec.serviceAccountName is the default account of the namespace | Name a ServiceAccount of its own.',
  ],
  [
    podsHaveAnIdentity,
    [...SPEC, 'automountServiceAccountToken'],
    true,
    'spec.template.spec.automountServiceAccountToken is not false, and the app does not declare that it talks to the Kubernetes API | Set it to false, or set identity.kubernetesApi in the contract.',
  ],
  [
    podsHaveAnIdentity,
    [...CONTAINER, 'env'],
    [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'x' }],
    'spec.template.spec.containers[0].env[0].name is AWS_SECRET_ACCESS_KEY, a long-lived cloud key | Give the service account the permissions instead.',
  ],
  [
    podsAreLabelled,
    ['spec', 'template', 'metadata', 'labels', 'version'],
    undefined,
    "spec.template.metadata.labels lacks version | Copy the labels of the app's Deployment.",
  ],
];

describe('pods', () => {
  test.each(CASES.map((entry) => [`${entry[0].message.code}: ${entry[1].join('.')}`, entry] as const))(
    '%s',
    (_, [rule, path, value, sentence]) => {
      const fleet = withObjects(compileMini(), edit('Deployment', 'web', path, value));
      expect(sentencesOf(rule, fleet)).toEqual([`${WEB}${sentence}`]);
    },
  );

  test('an init container is held to the same', () => {
    const fleet = withObjects(
      compileMini(),
      edit('Deployment', 'web', [...SPEC, 'initContainers', 0], { name: 'prepare' }),
    );
    expect(findingsOf(podsAreRestricted, fleet)).toHaveLength(3);
    expect(findingsOf(containersDeclareResources, fleet)).toHaveLength(1);
    expect(findingsOf(servedPortsAreProbed, fleet)).toEqual([]);
  });

  test('the pods of a CronJob are found', () => {
    const spec = { containers: [{ name: 'night', image: 'x', ports: [{ containerPort: 1 }] }] };
    const job = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'night', namespace: 'web' },
      spec: { jobTemplate: { spec: { template: { spec } } } },
    };
    const fleet = withObject(compileMini(), 'us', 'web', job);
    expect(sentencesOf(podsAreRestricted, fleet)[0]).toMatch(
      /^CronJob\.batch web\/night \(us, unit apps\/web\): spec\.jobTemplate\.spec\.template\.spec\.securityContext/,
    );
    expect(findingsOf(servedPortsAreProbed, fleet)).toEqual([]);
  });

  test('a declared use of the Kubernetes API may have a token', () => {
    const web = `application:
  name: web
  owner: shop
  criticality: tier-2
  regions: [aws:us-east-1]
  runtime: {minReplicasPerRegion: 2, maxReplicasPerRegion: 4}
  traffic: {exposure: public}
  calls: {to: [stock]}
  identity: {kubernetesApi: true}
`;
    const fleet = withObjects(
      compileMini({ 'apps/web/app.yaml': web }),
      edit('Deployment', 'web', [...SPEC, 'automountServiceAccountToken'], true),
    );
    expect(findingsOf(podsHaveAnIdentity, fleet)).toEqual([]);
  });
});
