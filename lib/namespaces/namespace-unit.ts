import type { Construct } from 'constructs';
import type { Cluster, Fleet } from '../fleet/fleet';
import { KubeLimitRange, KubeNamespace, KubeResourceQuota, quantity } from '../kube';
import { backupIn } from '../plan/backups/backup-sets';
import { entryService } from '../plan/entry/service';
import { clusterLabels, namespaceLabels } from '../plan/labels';
import { meshPeers } from '../plan/mesh-peers';
import {
  ARGOCD_NAMESPACE,
  BACKUP_NAMESPACE,
  CERT_MANAGER_NAMESPACE,
  EXPOSURE_LABEL,
  EXTERNAL_DNS_NAMESPACE,
  INGRESS_NAMESPACE,
  INJECTION,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  PLATFORM_NAMESPACE,
  SECRETS_NAMESPACE,
} from '../plan/names';
import type { NamespacePlan, Plan } from '../plan/plan';
import { makesStores } from '../plan/secret-stores';
import { hasCertManager, hasExternalDns } from '../plan/zone/zone-components';
import { buildCertManagerPolicies, buildExternalDnsPolicies } from './certificate-policies';
import { buildArgocdPolicies } from './argocd-policies';
import { buildBackupPolicies } from './backup-policies';
import { buildCommonPolicies } from './common-policies';
import { buildNetworkPolicies } from './network-policies';
import {
  buildIngressPolicies,
  buildIstioPolicies,
  buildMonitoringPolicies,
  type BuildPlatformPolicies,
} from './platform-policies';
import { buildSecretsPolicies } from './secrets-policies';
import { buildTeamAccess } from './team-access';
import { podSecurityLabels, type PodSecurity } from './pod-security';

/** A namespace that belongs to the platform, and is there in every cluster. */
export interface PlatformNamespace {
  readonly name: string;
  readonly podSecurity: PodSecurity;
  /** Whether it is a part of the mesh, so that a cluster outside has no such namespace. */
  readonly ofMesh?: true;
  /** Whether a cluster has it, beside what `ofMesh` says. @default every cluster has it */
  readonly isIn?: (fleet: Fleet, cluster: Cluster) => boolean;
  /** Labels beyond those of every namespace. */
  readonly labels: (cluster: Cluster) => Readonly<Record<string, string>>;
  /** The walls around its pods; absent where it holds none. */
  readonly buildPolicies?: BuildPlatformPolicies;
}

/**
 * The platform's namespaces.
 * - argocd: `baseline`, although its chart asks for no more than `restricted` gives: whatever a later release asks for, it must
 *   start.
 * - istio-system: `privileged`, because the agent of istio-cni changes the network of its node. istiod reads its own
 *   network from the label.
 * - monitoring: `privileged`, because the exporter of each node reads the node's own files.
 * - velero: `privileged`, because its agent of each node reads the volumes of the pods there.
 * - cert-manager, external-dns: only where a cluster has the controller.
 * - istio-ingress: `baseline`, because the pods that istiod makes for a Gateway name no seccomp profile, which
 *   `restricted` asks for.
 */
export const PLATFORM_NAMESPACES: readonly PlatformNamespace[] = [
  {
    name: ARGOCD_NAMESPACE,
    isIn: (_, { baseline }) => baseline.argocd.install,
    podSecurity: 'baseline',
    labels: () => ({}),
    buildPolicies: buildArgocdPolicies,
  },
  {
    name: CERT_MANAGER_NAMESPACE,
    isIn: hasCertManager,
    podSecurity: 'restricted',
    labels: () => ({}),
    buildPolicies: buildCertManagerPolicies,
  },
  {
    name: EXTERNAL_DNS_NAMESPACE,
    isIn: hasExternalDns,
    podSecurity: 'restricted',
    labels: () => ({}),
    buildPolicies: buildExternalDnsPolicies,
  },
  {
    name: INGRESS_NAMESPACE,
    ofMesh: true,
    podSecurity: 'baseline',
    labels: () => INJECTION,
    buildPolicies: buildIngressPolicies,
  },
  {
    name: ISTIO_NAMESPACE,
    ofMesh: true,
    podSecurity: 'privileged',
    labels: (cluster) => ({ 'topology.istio.io/network': cluster.meshNetwork }),
    buildPolicies: buildIstioPolicies,
  },
  {
    name: MONITORING_NAMESPACE,
    podSecurity: 'privileged',
    labels: () => ({}),
    buildPolicies: buildMonitoringPolicies,
  },
  {
    name: SECRETS_NAMESPACE,
    podSecurity: 'restricted',
    isIn: (_, cluster) => makesStores(cluster),
    labels: () => ({}),
    buildPolicies: buildSecretsPolicies,
  },
  {
    name: PLATFORM_NAMESPACE,
    podSecurity: 'restricted',
    labels: () => ({}),
    buildPolicies: buildCommonPolicies,
  },
  {
    name: BACKUP_NAMESPACE,
    podSecurity: 'privileged',
    isIn: (fleet, cluster) => backupIn(fleet, cluster, 'velero') !== undefined,
    labels: () => ({}),
    buildPolicies: buildBackupPolicies,
  },
];

/** What a namespace of workloads is described from. */
export interface WorkloadNamespaceContext {
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly namespace: NamespacePlan;
}

/** What a namespace of the platform is described from. */
export interface PlatformNamespaceContext {
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly cluster: Cluster;
  readonly namespace: PlatformNamespace;
}

/** Keeps a namespace, and with it all that is in it, when its file is lost or its Application is deleted. */
const GUARD = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;
/** For containers that ask for nothing themselves, such as those of a debugging session: the quota refuses them otherwise. */
const DEFAULT_REQUESTS = { cpu: '100m', memory: '128Mi' } as const;
const DEFAULT_LIMITS = { memory: '256Mi' } as const;

/** A namespace of workloads: its Pod Security level, its quota, and the walls around its pods. */
export function buildWorkloadNamespace(
  scope: Construct,
  { fleet, namespace }: WorkloadNamespaceContext,
): void {
  const { name, cluster, guarded, exposed, quota } = namespace;
  const labels = namespaceLabels(namespace);
  new KubeNamespace(scope, 'namespace', {
    metadata: {
      name,
      labels: {
        ...labels,
        ...podSecurityLabels('restricted', cluster.kubernetes),
        ...(cluster.mesh === 'none' ? {} : INJECTION),
        ...(exposed ? { [EXPOSURE_LABEL]: 'public' } : {}),
      },
      ...(guarded ? { annotations: GUARD } : {}),
    },
  });
  new KubeResourceQuota(scope, 'quota', {
    metadata: { name: 'quota', namespace: name, labels },
    spec: { hard: quantities(quota) },
  });
  new KubeLimitRange(scope, 'defaults', {
    metadata: { name: 'defaults', namespace: name, labels },
    spec: {
      limits: [
        {
          type: 'Container',
          default: quantities(DEFAULT_LIMITS),
          defaultRequest: quantities(DEFAULT_REQUESTS),
        },
      ],
    },
  });
  buildTeamAccess(scope, namespace, labels);
  buildNetworkPolicies(scope, { namespace: name, labels }, namespace, meshPeers(fleet, cluster));
}

/**
 * A namespace of the platform. It gets no quota. Where the registry does not hold the cluster's addresses it gets no network
 * policies either: one that misses an API server or a load balancer cuts off the whole mesh.
 */
export function buildPlatformNamespace(
  scope: Construct,
  { fleet, cluster, namespace }: PlatformNamespaceContext,
): void {
  const { name, podSecurity, buildPolicies } = namespace;
  const labels = {
    ...clusterLabels(cluster),
    namespace: name,
    service: name,
    team: cluster.ownerTeam,
    criticality: cluster.criticality,
    cell: 'platform',
  };
  new KubeNamespace(scope, 'namespace', {
    metadata: {
      name,
      labels: {
        ...labels,
        ...podSecurityLabels(podSecurity, cluster.kubernetes),
        ...namespace.labels(cluster),
      },
      annotations: GUARD,
    },
  });
  const { networks } = cluster;
  if (networks === undefined) return;
  const others = meshPeers(fleet, cluster);
  const askedByEdge = entryService(fleet)?.edge?.asksFromAnywhere === true;
  buildPolicies?.(scope, { namespace: name, labels }, { fleet, cluster, networks, others, askedByEdge });
}

function quantities(
  resources: Readonly<Record<string, string>>,
): Record<string, ReturnType<typeof quantity>> {
  return Object.fromEntries(Object.entries(resources).map(([resource, text]) => [resource, quantity(text)]));
}
