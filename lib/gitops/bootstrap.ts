import type { Construct } from 'constructs';
import { Application, AppProject } from '../../imports/argoproj.io';
import type { Cluster, Fleet } from '../fleet/fleet';
import { KubeSecret } from '../kube';
import { clusterLabels } from '../plan/labels';
import { ARGOCD_NAMESPACE } from '../plan/names';
import { rootName, treePath } from './paths';
import { GENERATE_PATHS, RETRY } from '../plan/sync';

/** Name of the Secret that tells Argo CD which cluster it is in: the same everywhere, so that there can be only one. */
export const CLUSTER_SECRET = 'meridian-cluster';

/** What is applied once by hand: which cluster this is, and where the rest comes from. */
export function buildBootstrap(scope: Construct, fleet: Fleet, cluster: Cluster): void {
  buildClusterSecret(scope, cluster);
  buildRootProject(scope, fleet, cluster);
  buildRootApplication(scope, fleet, cluster);
}

/** Immutable, so that the API server refuses the bootstrap of another cluster. */
function buildClusterSecret(scope: Construct, cluster: Cluster): void {
  new KubeSecret(scope, 'cluster', {
    metadata: {
      name: CLUSTER_SECRET,
      namespace: ARGOCD_NAMESPACE,
      labels: {
        ...clusterLabels(cluster),
        geography: cluster.geography,
        ring: cluster.ring.name,
        purpose: cluster.purpose,
        criticality: cluster.criticality,
        team: cluster.ownerTeam,
        'argocd.argoproj.io/secret-type': 'cluster',
      },
    },
    immutable: true,
    type: 'Opaque',
    stringData: {
      name: cluster.id,
      server: 'https://kubernetes.default.svc',
      config: '{"tlsClientConfig":{"insecure":false}}',
    },
  });
}

/** Apart from all other projects: who may write projects could permit himself anything. */
function buildRootProject(scope: Construct, fleet: Fleet, cluster: Cluster): void {
  new AppProject(scope, 'project', {
    metadata: { name: rootName(cluster), namespace: ARGOCD_NAMESPACE, labels: clusterLabels(cluster) },
    spec: {
      description: `Projects and ApplicationSets of ${cluster.id}.`,
      sourceRepos: [fleet.repository.url],
      destinations: [{ name: cluster.id, namespace: ARGOCD_NAMESPACE }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'ApplicationSet' },
      ],
    },
  });
}

/** Without a finalizer: deleting it must not take the cluster's workloads with it. */
function buildRootApplication(scope: Construct, fleet: Fleet, cluster: Cluster): void {
  new Application(scope, 'application', {
    metadata: {
      name: rootName(cluster),
      namespace: ARGOCD_NAMESPACE,
      labels: clusterLabels(cluster),
      annotations: GENERATE_PATHS,
    },
    spec: {
      project: rootName(cluster),
      source: {
        repoUrl: fleet.repository.url,
        targetRevision: cluster.ring.ref,
        path: treePath(fleet, cluster, 'root'),
        directory: { recurse: true },
      },
      destination: { name: cluster.id, namespace: ARGOCD_NAMESPACE },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'PruneLast=true'],
        retry: RETRY,
      },
    },
  });
}
