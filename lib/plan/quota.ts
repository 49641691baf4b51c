import { formatBytes, formatCount, formatMillicores } from '../core/units';
import type { App, Cluster, Resources } from '../fleet/fleet';
import type { Quota } from './plan';

/** What the injected sidecar asks for, and its memory limit: the defaults of Istio's charts. */
const SIDECAR = { cpuMillicores: 100, memoryBytes: 128 * 2 ** 20, memoryLimitBytes: 2 ** 30 };
const NO_SIDECAR: typeof SIDECAR = { cpuMillicores: 0, memoryBytes: 0, memoryLimitBytes: 0 };
/** A rollout runs this share of pods beside the old ones: maxSurge of our Deployments. */
const SURGE = 1.25;

/** What one pod of an app asks for in one cluster, its sidecar included. */
export function podRequests(app: App, cluster: Cluster): Resources {
  const { runtime } = app.in(cluster).facets;
  const sidecar = sidecarOf(cluster);
  return {
    cpuMillicores: runtime.cpuMillicores + sidecar.cpuMillicores,
    memoryBytes: runtime.memoryBytes + sidecar.memoryBytes,
  };
}

function sidecarOf({ mesh }: Cluster): typeof SIDECAR {
  return mesh === 'none' ? NO_SIDECAR : SIDECAR;
}

/** What the apps of a namespace ask for in one cluster when every autoscaler is at its maximum and a rollout is under way. */
export function quotaFor(apps: readonly App[], cluster: Cluster): Quota {
  let pods = 0;
  let cpu = 0;
  let memory = 0;
  let memoryLimit = 0;
  for (const app of apps) {
    const { runtime } = app.in(cluster).facets;
    const replicas = Math.ceil(runtime.maxReplicas * SURGE);
    pods += replicas;
    const pod = podRequests(app, cluster);
    cpu += replicas * pod.cpuMillicores;
    memory += replicas * pod.memoryBytes;
    memoryLimit += replicas * (runtime.memoryBytes + sidecarOf(cluster).memoryLimitBytes);
  }
  return {
    'limits.memory': formatBytes(memoryLimit),
    pods: formatCount(pods),
    'requests.cpu': formatMillicores(cpu),
    'requests.memory': formatBytes(memory),
  };
}
