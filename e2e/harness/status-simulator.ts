import type { KubeClient, KubeObject, ObjectRef } from './kube-client';
import { refOf } from './kube-client';

const ROUND_MS = 700;
const ADDRESS = '203.0.113.10';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly [key: string]: unknown;
}

interface WithStatus extends KubeObject {
  readonly spec?: { readonly type?: string; readonly parentRefs?: readonly unknown[] };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly parents?: readonly { readonly conditions: readonly Condition[] }[];
    readonly loadBalancer?: { readonly ingress?: readonly unknown[] };
  };
}

function hasCondition(object: WithStatus, type: string): boolean {
  return (object.status?.conditions ?? []).some(
    (condition) => condition.type === type && condition.status === 'True',
  );
}

function podStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'Ready')) return undefined;
  const conditions = ['Initialized', 'PodScheduled', 'ContainersReady', 'Ready'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: now,
  }));
  return { phase: 'Running', startTime: now, conditions };
}

function serviceStatus(object: WithStatus): unknown {
  const waits =
    object.spec?.type === 'LoadBalancer' && (object.status?.loadBalancer?.ingress ?? []).length === 0;
  return waits ? { loadBalancer: { ingress: [{ ip: ADDRESS }] } } : undefined;
}

/** What a controller says of an object as it is now: a status of an earlier generation counts for nothing. */
function conditionsOf(object: WithStatus, types: readonly string[], now: string): readonly Condition[] {
  return types.map((type) => ({
    type,
    status: 'True',
    reason: type,
    message: 'simulated',
    observedGeneration: object.metadata['generation'],
    lastTransitionTime: now,
  }));
}

function isCurrent(object: WithStatus, conditions: readonly Condition[] | undefined): boolean {
  const [first] = conditions ?? [];
  return first !== undefined && first['observedGeneration'] === object.metadata['generation'];
}

function gatewayStatus(object: WithStatus, now: string): unknown {
  if (isCurrent(object, object.status?.conditions)) return undefined;
  const conditions = conditionsOf(object, ['Accepted', 'Programmed'], now);
  return { conditions, addresses: [{ type: 'IPAddress', value: ADDRESS }] };
}

function routeStatus(object: WithStatus, now: string): unknown {
  const { parents = [] } = object.status ?? {};
  if (isCurrent(object, parents[0]?.conditions)) return undefined;
  const conditions = conditionsOf(object, ['Accepted', 'ResolvedRefs'], now);
  return {
    parents: (object.spec?.parentRefs ?? []).map((parentRef) => ({
      parentRef,
      controllerName: 'e2e.example/simulated',
      conditions,
    })),
  };
}

/** The Secret itself is not made: nothing here reads it. */
function secretStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'Ready')) return undefined;
  const condition = { type: 'Ready', status: 'True', reason: 'Simulated', message: 'simulated' };
  return { conditions: [{ ...condition, lastTransitionTime: now }] };
}

/** What the operator of Prometheus says of what runs. */
function monitoringStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'Available')) return undefined;
  const conditions = ['Available', 'Reconciled'].map((type) => ({
    type,
    status: 'True',
    lastTransitionTime: now,
  }));
  const replicas = { replicas: 1, availableReplicas: 1, updatedReplicas: 1, unavailableReplicas: 0 };
  return { paused: false, ...replicas, conditions };
}

interface Autoscaler extends WithStatus {
  readonly spec: {
    readonly type?: string;
    readonly minReplicas?: number;
    readonly scaleTargetRef: Omit<ObjectRef, 'namespace'>;
  };
}

/** Scales as an autoscaler with an idle load would: to its minimum, through the scale subresource. */
async function autoscale(client: KubeClient, object: Autoscaler, now: string): Promise<void> {
  const { minReplicas = 1, scaleTargetRef } = object.spec;
  const target = { ...scaleTargetRef, namespace: object.metadata.namespace };
  const live = (await client.get(target)) as { readonly spec?: { readonly replicas?: number } } | undefined;
  if (live === undefined) return;
  const replicas = live.spec?.replicas ?? 1;
  if (replicas < minReplicas) await client.patch(target, { spec: { replicas: minReplicas } }, 'scale');
  if (hasCondition(object, 'ScalingActive')) return;
  const conditions = ['AbleToScale', 'ScalingActive'].map((type) => ({
    type,
    status: 'True',
    reason: 'Simulated',
    message: 'simulated',
    lastTransitionTime: now,
  }));
  const status = {
    currentReplicas: minReplicas,
    desiredReplicas: minReplicas,
    currentMetrics: null,
    conditions,
  };
  await client.patch(refOf(object), { status }, 'status');
}

interface Simulation {
  readonly apiVersion: string;
  readonly kind: string;
  readonly status: (object: WithStatus, now: string) => unknown;
}

const SIMULATIONS: readonly Simulation[] = [
  { apiVersion: 'v1', kind: 'Pod', status: podStatus },
  { apiVersion: 'v1', kind: 'Service', status: serviceStatus },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', status: gatewayStatus },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', status: routeStatus },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', status: secretStatus },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', status: secretStatus },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', status: monitoringStatus },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', status: monitoringStatus },
];

async function simulateOnce(client: KubeClient): Promise<void> {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  for (const object of await client.listKind('autoscaling/v2', 'HorizontalPodAutoscaler').catch(() => [])) {
    await autoscale(client, object as Autoscaler, now).catch(() => undefined);
  }
  for (const simulation of SIMULATIONS) {
    const objects = await client.listKind(simulation.apiVersion, simulation.kind).catch(() => []);
    for (const object of objects) {
      const status = simulation.status(object, now);
      const ref: ObjectRef = refOf(object);
      // A cluster that is down or an object that is gone by now is met again in the next round.
      if (status !== undefined) await client.patch(ref, { status }, 'status').catch(() => undefined);
    }
  }
}

/**
 * Writes simulated status into a cluster from now on, until the run ends: in place of the kubelets, the
 * autoscaler, the cloud's load balancers and the gateway controller, which these clusters do not have.
 */
export function simulateStatus(client: KubeClient): void {
  const round = async (): Promise<void> => {
    await simulateOnce(client);
    // Does not keep the program alive.
    setTimeout(() => void round(), ROUND_MS).unref();
  };
  void round();
}
