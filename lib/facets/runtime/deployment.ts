import type { Construct } from 'constructs';
import { fingerprint } from '../../core/hash';
import { compareCodePoints } from '../../core/text';
import { formatBytes, formatMillicores, formatSeconds } from '../../core/units';
import type { App, Release } from '../../fleet/fleet';
import {
  intOrString,
  KubeDeployment,
  quantity,
  type EnvVar,
  type PodSpec,
  type Volume,
  type VolumeMount,
} from '../../kube';
import { appLabels, podLabels, selectorLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { regionFacts, regionFactsName } from '../../plan/region-facts';
import { probesOf } from './probes';
import type { Runtime } from './schema';

/** Time for endpoints to be withdrawn everywhere before the process is told to stop. */
const DRAIN_SECONDS = 10;
/** Time for the process itself to leave after its last request. */
const EXIT_SECONDS = 5;

/** Name of the ConfigMap with an app's configuration files. */
export function configName(app: Pick<App, 'name'>): string {
  return `${app.name}-config`;
}

/** The Deployment; it says nothing of replicas, because the autoscaler does. */
export function buildDeployment(scope: Construct, placement: Placement, release: Release): void {
  const { app, cluster, facets } = placement;
  const { shutdownSeconds } = facets.runtime;
  new KubeDeployment(scope, 'deployment', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      revisionHistoryLimit: 3,
      selector: { matchLabels: selectorLabels(app) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: intOrString('25%'), maxUnavailable: intOrString(0) },
      },
      template: {
        metadata: {
          labels: podLabels(app, cluster, release),
          annotations: {
            'meridian.dev/config-fingerprint': configFingerprint(placement),
            ...(cluster.mesh === 'none' ? {} : proxyConfig(shutdownSeconds)),
            ...(cluster.mesh === 'none' ? {} : ownMetrics(placement)),
          },
        },
        spec: podSpec(placement, release),
      },
    },
  });
}

/** The proxy goes on for as long as the app does. */
function proxyConfig(shutdownSeconds: number): Record<string, string> {
  const terminationDrainDuration = formatSeconds(DRAIN_SECONDS + shutdownSeconds);
  return { 'proxy.istio.io/config': JSON.stringify({ terminationDrainDuration }) };
}

/** By these the agent of the proxy adds the app's own metrics to its own, which Prometheus can read without a certificate. */
function ownMetrics({ app, facets }: Placement): Record<string, string> {
  const { metrics } = facets.observability;
  const port = app.facets.runtime.ports.find(({ name }) => name === metrics?.port);
  if (metrics === undefined || port === undefined) return {};
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(port.port),
    'prometheus.io/path': metrics.path,
  };
}

/** Pods restart when what they read at start changes. */
function configFingerprint(placement: Placement): string {
  const files = Object.entries(placement.facets.runtime.config?.files ?? {});
  const facts = Object.entries(regionFacts(placement));
  const sorted = [...files, ...facts].sort(([a], [b]) => compareCodePoints(a, b));
  return fingerprint(JSON.stringify(sorted));
}

function podSpec(placement: Placement, release: Release): PodSpec {
  const { app, facets } = placement;
  const { runtime } = facets;
  const { volumes, volumeMounts } = storageOf(app, runtime);
  return {
    serviceAccountName: app.name,
    automountServiceAccountToken: facets.identity.kubernetesApi,
    enableServiceLinks: false,
    priorityClassName: app.criticality,
    terminationGracePeriodSeconds: DRAIN_SECONDS + Math.ceil(runtime.shutdownSeconds) + EXIT_SECONDS,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: spreadOf(app, runtime),
    containers: [
      {
        name: app.name,
        image: release.image,
        ...(runtime.command === undefined ? {} : { command: [...runtime.command] }),
        ...unlessEmpty('args', [...(runtime.args ?? [])]),
        ...unlessEmpty(
          'ports',
          runtime.ports.map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
        ),
        envFrom: [{ configMapRef: { name: regionFactsName(app) } }],
        ...unlessEmpty('env', environmentOf(runtime)),
        resources: {
          requests: {
            cpu: quantity(formatMillicores(runtime.cpuMillicores)),
            memory: quantity(formatBytes(runtime.memoryBytes)),
          },
          limits: { memory: quantity(formatBytes(runtime.memoryBytes)) },
        },
        ...probesOf(runtime),
        lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        ...unlessEmpty('volumeMounts', volumeMounts),
      },
    ],
    ...unlessEmpty('volumes', volumes),
  };
}

/** The API server drops empty lists, so that one in git would never equal what is live. */
function unlessEmpty<K extends string, T>(key: K, items: T[]): Partial<Record<K, T[]>> {
  return items.length === 0 ? {} : ({ [key]: items } as Record<K, T[]>);
}

function environmentOf(runtime: Runtime): EnvVar[] {
  // The API server drops an empty value, which it reads out of none.
  const plain = Object.entries(runtime.env).map(([name, value]): EnvVar => ({
    name,
    ...(value === '' ? {} : { value }),
  }));
  const secret = runtime.secrets.flatMap((source) =>
    Object.entries(source.env ?? {}).map(([name, key]): EnvVar => ({
      name,
      valueFrom: { secretKeyRef: { name: source.name, key } },
    })),
  );
  return [...plain, ...secret].sort((a, b) => compareCodePoints(a.name, b.name));
}

function storageOf(app: App, runtime: Runtime): { volumes: Volume[]; volumeMounts: VolumeMount[] } {
  const volumes: Volume[] = [];
  const volumeMounts: VolumeMount[] = [];
  for (const [index, { path, sizeBytes }] of runtime.scratch.entries()) {
    const name = `scratch-${index}`;
    volumes.push({ name, emptyDir: { sizeLimit: quantity(formatBytes(sizeBytes)) } });
    volumeMounts.push({ name, mountPath: path });
  }
  if (runtime.config !== undefined) {
    volumes.push({ name: 'config', configMap: { name: configName(app) } });
    volumeMounts.push({ name: 'config', mountPath: runtime.config.mountPath, readOnly: true });
  }
  for (const [index, { name: secretName, mountPath }] of runtime.secrets.entries()) {
    if (mountPath === undefined) continue;
    volumes.push({ name: `secret-${index}`, secret: { secretName } });
    volumeMounts.push({ name: `secret-${index}`, mountPath, readOnly: true });
  }
  return { volumes, volumeMounts };
}

/**
 * Zones must share replicas evenly; nodes should. Each revision is spread by itself, so that a rollout is not held up;
 * nodes that these pods do not tolerate make no zone that has to get one.
 */
function spreadOf(app: App, runtime: Runtime): NonNullable<PodSpec['topologySpreadConstraints']> {
  const shared = {
    maxSkew: 1,
    labelSelector: { matchLabels: selectorLabels(app) },
    matchLabelKeys: ['pod-template-hash'],
    nodeTaintsPolicy: 'Honor',
  };
  const nodes = { ...shared, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
  if (runtime.topologySpread === 'none') return [nodes];
  return [
    { ...shared, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' },
    nodes,
  ];
}
