import type { LintRule } from '../../../../lib/lint/lint';
import { autoscalersHaveRoom } from '../../../../lib/lint/rules/autoscalers-have-room';
import { containerNamesAreDistinct } from '../../../../lib/lint/rules/container-names-are-distinct';
import { containerPortsAreDistinct } from '../../../../lib/lint/rules/container-ports-are-distinct';
import { environmentNamesAreDistinct } from '../../../../lib/lint/rules/environment-names-are-distinct';
import { mountsHaveAVolume } from '../../../../lib/lint/rules/mounts-have-a-volume';
import { probePortsExist } from '../../../../lib/lint/rules/probe-ports-exist';
import { schedulesCanBeRead } from '../../../../lib/lint/rules/schedules-can-be-read';
import { servicePortsAreDistinct } from '../../../../lib/lint/rules/service-ports-are-distinct';
import { servicesSelectPods } from '../../../../lib/lint/rules/services-select-pods';
import { targetPortsExist } from '../../../../lib/lint/rules/target-ports-exist';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
  type Change,
} from '../../../support/compiled';

const fleet = compileMini();
const SPEC = ['spec', 'template', 'spec'];
const CONTAINER = [...SPEC, 'containers', 0];
const WEB = 'Deployment.apps web/web (us, unit apps/web): spec.template.spec.containers';
const SERVICE = 'Service web/web (us, unit apps/web): spec.';
const SCALER = 'HorizontalPodAutoscaler.autoscaling web/web (us, unit apps/web): spec.';

/** A change of the Deployment of `web`. */
function pods(path: readonly (string | number)[], value: unknown): Change {
  return edit('Deployment', 'web', [...CONTAINER, ...path], value);
}

/** A change of the Service of `web`, in the one cluster where it runs. */
function service(path: readonly (string | number)[], value: unknown): Change {
  return edit('Service', 'web', ['spec', ...path], value);
}

const port = (name: string | undefined, containerPort: number): unknown => ({ name, containerPort });

type Case = readonly [what: string, rule: LintRule, trips: Change, sentence: string, fine: Change];

const CASES: readonly Case[] = [
  [
    'two containers of one name',
    containerNamesAreDistinct,
    edit('Deployment', 'web', [...SPEC, 'initContainers'], [{ name: 'web' }]),
    `${WEB.replace('containers', 'initContainers')}[0].name is "web", as that of another container | Give it a name of its own.`,
    edit('Deployment', 'web', [...SPEC, 'initContainers'], [{ name: 'prepare' }]),
  ],
  [
    'a container without a name',
    containerNamesAreDistinct,
    pods(['name'], undefined),
    `${WEB}[0].name is missing | Name the container.`,
    pods(['name'], 'other'),
  ],
  [
    'a container port without a name',
    containerPortsAreDistinct,
    pods(['ports', 0], port(undefined, 8080)),
    `${WEB}[0].ports[0].name is missing | Name the port.`,
    pods(['ports', 0], port('http', 8080)),
  ],
  [
    'two container ports of one name',
    containerPortsAreDistinct,
    pods(['ports'], [port('a', 8080), port('a', 8081)]),
    `${WEB}[0].ports[1].name is "a", as that of another port | Give it a name of its own.`,
    pods(['ports'], [port('a', 8080), port('b', 8081)]),
  ],
  [
    'two container ports of one number',
    containerPortsAreDistinct,
    pods(['ports'], [port('a', 8080), port('b', 8080)]),
    `${WEB}[0].ports[1].containerPort is 8080/TCP, as that of another port | Listen on another port.`,
    pods(['ports'], [port('a', 8080), { ...(port('b', 8080) as object), protocol: 'UDP' }]),
  ],
  [
    'a variable twice',
    environmentNamesAreDistinct,
    pods(['env'], [{ name: 'A' }, { name: 'A' }]),
    `${WEB}[0].env[1].name is "A" once more | Keep one of them.`,
    pods(['env'], [{ name: 'A' }, { name: 'a' }]),
  ],
  [
    'a variable without a name',
    environmentNamesAreDistinct,
    pods(['env'], [{ value: 'x' }]),
    `${WEB}[0].env[0].name is missing | Name the variable.`,
    pods(['env'], []),
  ],
  [
    'a mount of no volume',
    mountsHaveAVolume,
    pods(['volumeMounts'], [{ name: 'cache', mountPath: '/cache' }]),
    `${WEB}[0].volumeMounts[0].name is "cache", which is no volume of the pod | Name one of spec.volumes, or add it there.`,
    pods(['volumeMounts'], []),
  ],
  [
    'a probe of another port',
    probePortsExist,
    pods(['readinessProbe', 'httpGet', 'port'], 9999),
    `${WEB}[0].readinessProbe.httpGet.port is 9999, which is no port of the container | Name a port of the container, or declare this one.`,
    pods(['readinessProbe', 'httpGet', 'port'], 8080),
  ],
  [
    'a probe of a port name that is not there',
    probePortsExist,
    pods(['livenessProbe'], { tcpSocket: { port: 'admin' } }),
    `${WEB}[0].livenessProbe.tcpSocket.port is admin, which is no port of the container | Name a port of the container, or declare this one.`,
    pods(['livenessProbe'], { exec: { command: ['true'] } }),
  ],
  [
    'two ports of a Service of one name',
    servicePortsAreDistinct,
    service(['ports', 1], { name: 'http', port: 81 }),
    `${SERVICE}ports[1].name is "http", as that of another port | Give it a name of its own.`,
    service(['ports', 1], { name: 'http-2', port: 81 }),
  ],
  [
    'two ports of a Service of one number',
    servicePortsAreDistinct,
    service(
      ['ports'],
      [
        { name: 'a', port: 81 },
        { name: 'b', port: 81 },
      ],
    ),
    `${SERVICE}ports[1].port is 81/TCP, as that of another port | Serve it on another port.`,
    service(
      ['ports'],
      [
        { name: 'a', port: 53 },
        { name: 'b', port: 53, protocol: 'UDP' },
      ],
    ),
  ],
  [
    'a target port that no pod has',
    targetPortsExist,
    service(['ports', 0, 'targetPort'], 'admin'),
    `${SERVICE}ports[0].targetPort is "admin", which is no port of the pods that it selects | Name a port of their containers.`,
    service(['ports', 0, 'targetPort'], 9999),
  ],
  [
    'a Service without a selector',
    servicesSelectPods,
    service(['selector'], undefined),
    `${SERVICE}selector is missing | Select pods; for what is outside, use calls.external.`,
    (object) =>
      object.kind === 'Service' && object.metadata.name === 'web'
        ? { ...object, spec: { type: 'ExternalName', externalName: 'example.com' } }
        : object,
  ],
  [
    'bounds of an autoscaler that cross',
    autoscalersHaveRoom,
    edit('HorizontalPodAutoscaler', 'web', ['spec', 'maxReplicas'], 1),
    `${SCALER}maxReplicas is 1, below the smallest number 2 | Raise it, or lower spec.minReplicas.`,
    edit('HorizontalPodAutoscaler', 'web', ['spec', 'maxReplicas'], 2),
  ],
  [
    'an autoscaler that keeps no replica',
    autoscalersHaveRoom,
    edit('HorizontalPodAutoscaler', 'web', ['spec', 'minReplicas'], 0),
    `${SCALER}minReplicas is 0 | Keep at least one replica; remove the app to run none.`,
    edit('HorizontalPodAutoscaler', 'web', ['spec', 'minReplicas'], 1),
  ],
];

describe('reports', () => {
  test.each(CASES)('%s', (_what, rule, trips, sentence, fine) => {
    expect(findingsOf(rule, fleet)).toEqual([]);
    expect(sentencesOf(rule, withObjects(fleet, trips))).toEqual([sentence]);
    expect(findingsOf(rule, withObjects(fleet, fine))).toEqual([]);
  });
});

describe('a CronJob', () => {
  const job = (spec: object): ReturnType<typeof withObject> =>
    withObject(fleet, 'us', 'web', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'report', namespace: 'web' },
      spec: { ...spec },
    });

  test.each(['30 2 * * 1', '*/15 8-18 1,15 jan-mar mon-fri', '@daily', '@every 1h30m', '0 0 ? * sun'])(
    'may run at %s',
    (schedule) => {
      expect(findingsOf(schedulesCanBeRead, job({ schedule, timeZone: 'Europe/Paris' }))).toEqual([]);
    },
  );

  test.each([
    '0 30 2 * * 1',
    '60 * * * *',
    'daily',
    '* * 0 * *',
    '5-1 * * * *',
    '*/0 * * * *',
    '1/2/3 * * * *',
  ])('cannot run at %s', (schedule) => {
    expect(sentencesOf(schedulesCanBeRead, job({ schedule }))).toEqual([
      `CronJob.batch web/report (us, unit apps/web): spec.schedule is "${schedule}", which is no schedule | Write minute, hour, day, month and weekday, such as "30 2 * * 1"; the zone goes into spec.timeZone.`,
    ]);
  });

  test('names its time zone', () => {
    expect(findingsOf(schedulesCanBeRead, job({ schedule: '@daily', timeZone: 'CEST+2' }))).toHaveLength(1);
  });
});
