import type { Construct } from 'constructs';
import { fingerprint } from '../../core/hash';
import { readableJson } from '../../core/readable-json';
import type { Cluster } from '../../fleet/fleet';
import {
  intOrString,
  KubeConfigMap,
  KubeDeployment,
  KubePodDisruptionBudget,
  KubeService,
  quantity,
  type Container,
  type PodSpec,
} from '../../kube';
import { PLATFORM_NAMESPACE } from '../../plan/names';
import {
  COLLECTOR,
  COLLECTOR_METRICS_PORT,
  COLLECTOR_POD_LABELS,
  OTLP_PORTS,
  type TraceExport,
} from '../../plan/traces';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { collectorConfig, HEALTH_PORT, TOKEN_FOLDER } from './config';

/** Name of the port that Prometheus asks. */
export const METRICS_PORT_NAME = 'metrics';

const CONFIG_FOLDER = '/etc/otel-collector';
const CONFIG_FILE = 'config.yaml';
/** The account that the image of the collector runs as. */
const NOBODY = 10_001;

interface Workload {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Record<string, string>;
  };
  readonly exported: TraceExport;
}

/** The collector itself: what it does, its pods, and the name that they are found by. */
export function buildWorkload(
  scope: Construct,
  { cluster }: ComponentContext,
  { metadata, exported }: Workload,
): void {
  const config = readableJson(collectorConfig(cluster, exported));
  new KubeConfigMap(scope, 'config', { metadata, data: { [CONFIG_FILE]: config } });
  new KubeService(scope, 'service', {
    metadata,
    spec: {
      selector: { ...COLLECTOR_POD_LABELS },
      ports: Object.entries(OTLP_PORTS).map(([protocol, port]) => ({
        name: `${protocol}-otlp`,
        port,
        targetPort: intOrString(port),
        protocol: 'TCP',
        appProtocol: protocol,
      })),
    },
  });
  new KubeDeployment(scope, 'deployment', {
    metadata,
    spec: {
      replicas: cluster.observability.collectorReplicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: { ...COLLECTOR_POD_LABELS } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: intOrString(1), maxUnavailable: intOrString(0) },
      },
      template: {
        metadata: {
          labels: podLabels(cluster, exported),
          annotations: { 'meridian.dev/config-fingerprint': fingerprint(config) },
        },
        spec: podSpec(cluster, exported),
      },
    },
  });
  new KubePodDisruptionBudget(scope, 'budget', {
    metadata,
    spec: {
      maxUnavailable: intOrString(1),
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { ...COLLECTOR_POD_LABELS } },
    },
  });
}

function podSpec(cluster: Cluster, exported: TraceExport): PodSpec {
  const spread = {
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...COLLECTOR_POD_LABELS } },
    matchLabelKeys: ['pod-template-hash'],
  };
  return {
    serviceAccountName: COLLECTOR,
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    priorityClassName: cluster.criticality,
    securityContext: { runAsNonRoot: true, runAsUser: NOBODY, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [
      { ...spread, topologyKey: 'topology.kubernetes.io/zone' },
      { ...spread, topologyKey: 'kubernetes.io/hostname' },
    ],
    containers: [container(cluster, exported)],
    volumes: [
      { name: 'config', configMap: { name: COLLECTOR } },
      { name: 'token', secret: { secretName: COLLECTOR } },
    ],
  };
}

function container({ mirror, observability }: Cluster, { image }: TraceExport): Container {
  const { collectorCpu: cpu, collectorMemory: memory } = observability;
  const ports = { ...OTLP_PORTS, [METRICS_PORT_NAME]: COLLECTOR_METRICS_PORT, health: HEALTH_PORT };
  const probe = { httpGet: { path: '/', port: intOrString('health'), scheme: 'HTTP' } };
  return {
    name: COLLECTOR,
    image: `${mirror}/${image}`,
    args: [`--config=${CONFIG_FOLDER}/${CONFIG_FILE}`],
    ports: Object.entries(ports).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    resources: {
      requests: { cpu: quantity(cpu), memory: quantity(memory) },
      limits: { memory: quantity(memory) },
    },
    readinessProbe: probe,
    livenessProbe: { ...probe, initialDelaySeconds: 15 },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'config', mountPath: CONFIG_FOLDER, readOnly: true },
      { name: 'token', mountPath: TOKEN_FOLDER, readOnly: true },
    ],
  };
}

/** As the pods of apps carry them: the version is that of the image. */
function podLabels(cluster: Cluster, { image }: TraceExport): Record<string, string> {
  const [, digest = ''] = image.split('@sha256:');
  return {
    ...baselineLabels(cluster),
    ...COLLECTOR_POD_LABELS,
    app: COLLECTOR,
    namespace: PLATFORM_NAMESPACE,
    service: COLLECTOR,
    criticality: cluster.criticality,
    cell: 'platform',
    version: digest.slice(0, 12),
  };
}
