import type { Cluster, Fleet } from '../fleet/fleet';
import type { ProviderSecrets, StoreReader } from '../providers/secrets/secrets';
import { copiesVolumes, REPOSITORY_ENTRY } from './backups/velero';
import type { Controller } from './controllers';
import {
  ARGOCD_NAMESPACE,
  BACKUP_NAMESPACE,
  INGRESS_NAMESPACE,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  PLATFORM_NAMESPACE,
  SECRETS_NAMESPACE,
} from './names';
import { platformEntry } from './platform-entries';

/** Namespaces whose Secrets may come out of the store of the platform. */
const PLATFORM_STORE_NAMESPACES: readonly string[] = [
  ARGOCD_NAMESPACE,
  INGRESS_NAMESPACE,
  ISTIO_NAMESPACE,
  MONITORING_NAMESPACE,
  PLATFORM_NAMESPACE,
  BACKUP_NAMESPACE,
];

/** Those that a cluster has. */
export function platformStoreNamespaces({ mesh }: Cluster): readonly string[] {
  const ofMesh = [INGRESS_NAMESPACE, ISTIO_NAMESPACE];
  return PLATFORM_STORE_NAMESPACES.filter((name) => mesh !== 'none' || !ofMesh.includes(name));
}

/** The operator, and the service account under which it asks for what apps read. */
const OPERATOR = 'external-secrets';
const APP_SECRETS = 'app-secrets';

const READ_APP_SECRETS = { capability: 'read-app-secrets', resource: '*' } as const;

/** Whether the stores of a cluster are made by the tree, and not by somebody else. */
export function makesStores({ baseline }: Cluster): boolean {
  return baseline['external-secrets'].install;
}

/** The ClusterSecretStore that a reader's Secrets come out of. */
export function storeName({ mesh }: Fleet, { baseline }: Cluster, reader: StoreReader): string {
  return reader === 'platform' ? mesh.secretStore : baseline['external-secrets'].appStore;
}

/** What that store is in the cloud of a cluster, or the facts of the account that are missing. */
export function storeIn(cluster: Cluster, reader: StoreReader): ReturnType<ProviderSecrets['store']> {
  const { identityMode: mode, region, account, secretStores } = cluster;
  const under = reader === 'apps' ? appReader(cluster) : undefined;
  const serviceAccount = under && { name: under.name, namespace: under.namespace };
  return secretStores.store({ mode, region, account, reader, serviceAccount });
}

/** What an ExternalSecret of an app calls an entry of the store of a cluster. */
export function appStoreEntry({ secretStores, account }: Cluster, name: string): string {
  return secretStores.entry(name, account, 'apps');
}

/**
 * The operator of a cluster. What is the cluster's own ends in its name, so that it reads no CA of another one; where it
 * cannot ask under a second account, what apps read is its own business too.
 */
export function secretsOperator(fleet: Fleet, cluster: Cluster): Controller {
  const own = [
    `${fleet.name}-*-${cluster.id}`,
    platformEntry(fleet, 'mesh', 'remote-*'),
    ...(copiesVolumes(fleet, cluster) ? [platformEntry(fleet, ...REPOSITORY_ENTRY)] : []),
  ];
  const grants = own.map((resource) => ({ capability: 'read-platform-secrets', resource }) as const);
  return {
    name: OPERATOR,
    namespace: SECRETS_NAMESPACE,
    grants: appReader(cluster) === undefined ? [READ_APP_SECRETS, ...grants] : grants,
  };
}

/** The service account under which the operator reads what apps read; undefined where it can only have its own. */
export function appReader({ secretStores, identityMode }: Cluster): Controller | undefined {
  return secretStores.delegates(identityMode)
    ? { name: APP_SECRETS, namespace: SECRETS_NAMESPACE, grants: [READ_APP_SECRETS] }
    : undefined;
}
