import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { GUARD } from '../../plan/sync';
import { notificationsValues } from './notifications';
import { peopleSettings, signInSettings } from './people';
import { OBJECT_SETTINGS, REPO_SERVER_ARGS, SYNC_TIMEOUT_SECONDS } from './settings';

/** Seconds after which a pod leaves a node that is not heard of; Kubernetes' own five minutes are long for what delivers. */
const LEAVES_AFTER = 30;
const GONE = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: LEAVES_AFTER,
}));

/** A zone that is lost must not keep what is left from starting. */
const OVER_ZONES = [
  { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
];

const BUDGET = { enabled: true, maxUnavailable: 1 } as const;
const METRICS = { enabled: true } as const;

/** What each part needs with 300 Applications, as it was measured, and half as much again; memory is bounded, CPU is not. */
function resources(cpu: string, memory: string, most: string): JsonObject {
  return { requests: { cpu, memory }, limits: { memory: most } };
}

/**
 * The values of Argo CD itself. Nobody types them: the same ones stand on the bootstrap page of the cluster, so that what is
 * installed by hand is what the tree takes over.
 */
export function argocdValues(cluster: Cluster, images: string): JsonObject {
  const { replicas, knownHosts } = cluster.baseline.argocd;
  const many = { replicas, pdb: BUDGET, metrics: METRICS };
  return {
    global: {
      image: { repository: `${images}/argoproj/argocd` },
      networkPolicy: { create: false },
      tolerations: GONE,
      topologySpreadConstraints: OVER_ZONES,
      logging: { format: 'json' },
    },
    // Without them every Application is gone.
    crds: { install: true, keep: true, annotations: GUARD },
    configs: {
      cm: { ...OBJECT_SETTINGS, ...signInSettings(cluster) },
      params: { 'controller.sync.timeout.seconds': SYNC_TIMEOUT_SECONDS },
      rbac: peopleSettings(cluster),
      ...(knownHosts.length === 0
        ? {}
        : { ssh: { extraHosts: knownHosts.map((line) => `${line}\n`).join('') } }),
    },
    controller: { metrics: METRICS, resources: resources('500m', '768Mi', '2Gi') },
    repoServer: { ...many, extraArgs: [...REPO_SERVER_ARGS], resources: resources('200m', '256Mi', '2Gi') },
    server: { ...many, resources: resources('50m', '128Mi', '512Mi') },
    applicationSet: { ...many, resources: resources('100m', '192Mi', '1Gi') },
    redis: {
      image: { repository: `${images}/docker/library/redis` },
      resources: resources('50m', '64Mi', '512Mi'),
    },
    'redis-ha': { enabled: false },
    dex: { enabled: false },
    notifications: { ...notificationsValues(cluster), metrics: METRICS },
  };
}
