import type { Construct } from 'constructs';
import { CapacityBuffer } from '../../../imports/autoscaling.x-k8s.io';
import { formatBytes, formatMillicores } from '../../core/units';
import type { Cluster, Resources } from '../../fleet/fleet';
import {
  KubeDeployment,
  KubeNetworkPolicy,
  KubePodTemplate,
  KubeServiceAccount,
  quantity,
  type PodSpec,
  type PodTemplateSpec,
} from '../../kube';
import type { SpareRoom } from '../../plan/capacity/room';
import { PLATFORM_NAMESPACE, SPARE_ROOM } from '../../plan/names';
import { baselineLabels } from '../labels';

/** The class that everything else evicts. */
export const LOWEST_PRIORITY = 'overprovisioning';

const SELECTOR = { 'app.kubernetes.io/name': SPARE_ROOM } as const;
/** The account that the image of pause runs as. */
const NOBODY = 65_535;

/** Holds whole nodes ready, in the way of the cluster: the plan says how many, and each placeholder fills one. */
export function buildSpareRoom(scope: Construct, room: SpareRoom): void {
  if (room.cluster.capacityBuffer === 'capacity-buffer') buildBuffer(scope, room);
  else buildPausePods(scope, room);
}

/** The node autoscaler counts pods that are not there as if they waited. */
function buildBuffer(scope: Construct, { cluster, nodes, node }: SpareRoom): void {
  const metadata = {
    name: SPARE_ROOM,
    namespace: PLATFORM_NAMESPACE,
    labels: baselineLabels(cluster),
  };
  new KubePodTemplate(scope, SPARE_ROOM, { metadata, template: placeholder(cluster, node) });
  new CapacityBuffer(scope, `${SPARE_ROOM}-buffer`, {
    metadata,
    spec: { podTemplateRef: { name: SPARE_ROOM }, replicas: nodes },
  });
}

/** Pods that wait: what is more important takes their nodes at once, and new nodes are started for them. */
function buildPausePods(scope: Construct, { cluster, nodes, node }: SpareRoom): void {
  const metadata = {
    name: SPARE_ROOM,
    namespace: PLATFORM_NAMESPACE,
    labels: baselineLabels(cluster),
  };
  new KubeServiceAccount(scope, `${SPARE_ROOM}-account`, { metadata, automountServiceAccountToken: false });
  new KubeNetworkPolicy(scope, `${SPARE_ROOM}-policy`, {
    metadata,
    spec: { podSelector: { matchLabels: SELECTOR }, policyTypes: ['Egress', 'Ingress'] },
  });
  const template = placeholder(cluster, node, { serviceAccountName: SPARE_ROOM });
  new KubeDeployment(scope, SPARE_ROOM, {
    metadata,
    spec: {
      replicas: nodes,
      revisionHistoryLimit: 3,
      selector: { matchLabels: SELECTOR },
      // Never more of them than planned: each costs a node.
      strategy: { type: 'Recreate' },
      template,
    },
  });
}

/** What fills one node and does nothing. */
function placeholder(
  cluster: Cluster,
  node: Resources,
  account: Pick<PodSpec, 'serviceAccountName'> = {},
): PodTemplateSpec {
  const memory = quantity(formatBytes(node.memoryBytes));
  return {
    metadata: { labels: podLabels(cluster) },
    spec: {
      ...account,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: LOWEST_PRIORITY,
      terminationGracePeriodSeconds: 0,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: NOBODY,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: SELECTOR },
        },
      ],
      containers: [
        {
          name: 'pause',
          image: cluster.placeholderImage,
          resources: {
            requests: { cpu: quantity(formatMillicores(node.cpuMillicores)), memory },
            limits: { memory },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      ],
    },
  };
}

/** As the pods of apps carry them: the version is that of the image. */
function podLabels(cluster: Cluster): Record<string, string> {
  const [, digest = ''] = cluster.placeholderImage.split('@sha256:');
  return {
    ...baselineLabels(cluster),
    ...SELECTOR,
    app: SPARE_ROOM,
    namespace: PLATFORM_NAMESPACE,
    service: SPARE_ROOM,
    criticality: cluster.criticality,
    cell: 'platform',
    version: digest.slice(0, 12),
  };
}
