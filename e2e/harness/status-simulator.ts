import type { KubeClient, KubeObject, ObjectRef } from './kube-client';
import { refOf, refText } from './kube-client';
import { watch } from './watch';

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

/** Ready, by decree. The Secret itself is not made: nothing here reads it. */
function readyStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'Ready')) return undefined;
  const condition = { type: 'Ready', status: 'True', reason: 'Simulated', message: 'simulated' };
  return { conditions: [{ ...condition, lastTransitionTime: now }] };
}

/** Velero has seen the bucket. */
function locationStatus({ status }: WithStatus): unknown {
  return status === undefined || Object.keys(status).length === 0 ? { phase: 'Available' } : undefined;
}

/** What a controller of AWS says of what is as it should be. */
function ackStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'ACK.ResourceSynced')) return undefined;
  return { conditions: [{ type: 'ACK.ResourceSynced', status: 'True', lastTransitionTime: now }] };
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

function autoscalerStatus(object: WithStatus, now: string): unknown {
  if (hasCondition(object, 'ScalingActive')) return undefined;
  const { minReplicas = 1 } = (object as Autoscaler).spec;
  const conditions = ['AbleToScale', 'ScalingActive'].map((type) => ({
    type,
    status: 'True',
    reason: 'Simulated',
    message: 'simulated',
    lastTransitionTime: now,
  }));
  return { currentReplicas: minReplicas, desiredReplicas: minReplicas, currentMetrics: null, conditions };
}

interface Simulation {
  readonly apiVersion: string;
  readonly kind: string;
  readonly status: (object: WithStatus, now: string) => unknown;
}

const SIMULATIONS: readonly Simulation[] = [
  { apiVersion: 'v1', kind: 'Pod', status: podStatus },
  { apiVersion: 'v1', kind: 'Service', status: serviceStatus },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', status: autoscalerStatus },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', status: gatewayStatus },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', status: routeStatus },
  { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', status: readyStatus },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', status: readyStatus },
  { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', status: readyStatus },
  { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore', status: readyStatus },
  { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', status: readyStatus },
  { apiVersion: 'karpenter.k8s.aws/v1', kind: 'EC2NodeClass', status: readyStatus },
  { apiVersion: 'velero.io/v1', kind: 'BackupStorageLocation', status: locationStatus },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', status: monitoringStatus },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'Alertmanager', status: monitoringStatus },
  { apiVersion: 'route53.services.k8s.aws/v1alpha1', kind: 'HealthCheck', status: ackStatus },
  { apiVersion: 'route53.services.k8s.aws/v1alpha1', kind: 'RecordSet', status: ackStatus },
];

/** What fails here, on an object that is gone by now or on a server that is away, is met again when the watch is renewed. */
function attempt(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Scales as an autoscaler with an idle load would: to its minimum, through the scale subresource. */
function autoscale(client: KubeClient): void {
  const minima = new Map<string, number>();
  const scale = (target: ObjectRef, replicas: number): void => {
    const minimum = minima.get(refText(target)) ?? 0;
    if (replicas < minimum) attempt(client.patch(target, { spec: { replicas: minimum } }, 'scale'));
  };
  watch(client, 'autoscaling/v2', 'HorizontalPodAutoscaler', (object) => {
    const { minReplicas = 1, scaleTargetRef } = (object as Autoscaler).spec;
    const { apiVersion, kind, name } = scaleTargetRef;
    const target = { apiVersion, kind, name, namespace: object.metadata.namespace };
    minima.set(refText(target), minReplicas);
    attempt(client.get(target).then((live) => live && scale(target, replicasOf(live))));
  });
  watch(client, 'apps/v1', 'Deployment', (object) => {
    scale(refOf(object), replicasOf(object));
  });
}

function replicasOf(object: KubeObject): number {
  return (object['spec'] as { readonly replicas?: number }).replicas ?? 1;
}

/**
 * Writes simulated status into a cluster from now on, until the run ends: in place of the kubelets, the
 * autoscaler, the cloud's load balancers and the gateway controller, which these clusters do not have.
 */
export function simulateStatus(client: KubeClient): void {
  autoscale(client);
  for (const { apiVersion, kind, status } of SIMULATIONS) {
    watch(client, apiVersion, kind, (object) => {
      const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
      const next = status(object, now);
      if (next !== undefined) attempt(client.patch(refOf(object), { status: next }, 'status'));
    });
  }
}
