import type { JsonObject } from '../../core/manifest';
import type { ProviderBackup, ServiceBackup } from './backup';

const PROTECTION = 'Microsoft.DataProtection/backupVaults';
const PROTECTION_API = '2024-04-01';
const CLUSTERS = 'Microsoft.ContainerService/managedClusters';
const CLUSTERS_API = '2024-02-01';
const EXTENSION = 'Microsoft.KubernetesConfiguration/extensions';
const EXTENSION_API = '2023-05-01';
const EXTENSION_NAME = 'azure-aks-backup';
const ROLE_API = '2022-04-01';
/** Built-in roles, by their ids in every subscription. */
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const BLOB_CONTRIBUTOR = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe';
const BLOB_READER = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1';
const SNAPSHOT_CONTRIBUTOR = '7efff54f-a5b4-42b5-a1c5-5411624893ce';
const DISK_OPERATOR = '959f8984-c045-4866-89c7-12bf9737be2e';
/** Tag under which backups that come from the schedule are kept. */
const DEFAULT_TAG = { id: 'Default_', tagName: 'Default' } as const;

const parts = (bucket = ''): readonly [account: string, container: string] => {
  const [account = '', container = ''] = bucket.split('/');
  return [account, container];
};

/**
 * Blob storage, and Azure Backup for AKS. A storage account encrypts by itself, with whatever key it has. The service is an
 * extension of the cluster, a vault with a policy, and an instance that ties both together; each step of it takes a role:
 * the AKS documentation, "Back up Azure Kubernetes Service".
 */
export const azureBackup: ProviderBackup = {
  plugin: { image: 'velero-plugin-for-microsoft-azure', version: 'v1.14.2' },
  snapshotDriver: 'disk.csi.azure.com',
  bucket: { form: /^[a-z0-9]{3,24}\/[a-z0-9](-?[a-z0-9]){2,62}$/, example: 'examplebackup/velero' },
  location: ({ bucket }, { id = '' }) => {
    const [account, container] = parts(bucket);
    const [subscriptionId = '', resourceGroup = ''] = id.split('/');
    return {
      provider: 'velero.io/azure',
      bucket: container,
      config: {
        resourceGroup,
        storageAccount: account,
        storageAccountURI: `https://${account}.blob.core.windows.net`,
        subscriptionId,
        useAAD: 'true',
      },
    };
  },
  service: {
    name: 'Azure Backup',
    takes: ['bucket', 'replica'],
    shortestSeconds: 4 * 3600,
    documents: (backup) => ({ vault: template(backup) }),
  },
};

function template(backup: ServiceBackup): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: { description: `Backups of ${backup.cluster}, for its own resource group.` },
    resources: [
      vault(backup),
      policy(backup),
      extension(backup),
      trustedAccess(backup),
      ...roles(backup),
      instance(backup),
    ],
  };
}

const vaultName = ({ cluster }: ServiceBackup): string => `backup-${cluster}`;
const vaultId = (backup: ServiceBackup): string => `resourceId('${PROTECTION}', '${vaultName(backup)}')`;
const clusterId = ({ cluster }: ServiceBackup): string => `resourceId('${CLUSTERS}', '${cluster}')`;

/** A vault that is copied to the paired region is restored from there only where that is switched on. */
function vault(backup: ServiceBackup): JsonObject {
  const copied = backup.replica !== undefined;
  return {
    type: PROTECTION,
    apiVersion: PROTECTION_API,
    name: vaultName(backup),
    location: backup.place.region,
    identity: { type: 'SystemAssigned' },
    properties: {
      storageSettings: [{ datastoreType: 'VaultStore', type: copied ? 'GeoRedundant' : 'ZoneRedundant' }],
      ...(copied ? { featureSettings: { crossRegionRestoreSettings: { state: 'Enabled' } } } : {}),
      securitySettings: { softDeleteSettings: { state: 'On', retentionDurationInDays: 14 } },
    },
  };
}

function policy(backup: ServiceBackup): JsonObject {
  const hours = backup.everySeconds / 3600;
  const stores = backup.replica === undefined ? ['OperationalStore'] : ['OperationalStore', 'VaultStore'];
  const copies = stores.slice(1).map((dataStoreType) => ({
    copyAfter: { objectType: 'ImmediateCopyOption' },
    dataStore: { objectType: 'DataStoreInfoBase', dataStoreType },
  }));
  return {
    type: `${PROTECTION}/backupPolicies`,
    apiVersion: PROTECTION_API,
    name: `${vaultName(backup)}/schedule`,
    dependsOn: [`[${vaultId(backup)}]`],
    properties: {
      objectType: 'BackupPolicy',
      datasourceTypes: [CLUSTERS],
      policyRules: [
        {
          objectType: 'AzureBackupRule',
          name: 'schedule',
          backupParameters: { objectType: 'AzureBackupParams', backupType: 'Incremental' },
          dataStore: { objectType: 'DataStoreInfoBase', dataStoreType: 'OperationalStore' },
          trigger: {
            objectType: 'ScheduleBasedTriggerContext',
            schedule: {
              repeatingTimeIntervals: [`R/2026-01-01T00:00:00+00:00/PT${hours}H`],
              timeZone: 'UTC',
            },
            taggingCriteria: [{ isDefault: true, taggingPriority: 99, tagInfo: DEFAULT_TAG }],
          },
        },
        ...stores.map((dataStoreType) => ({
          objectType: 'AzureRetentionRule',
          name: 'Default',
          isDefault: true,
          lifecycles: [
            {
              deleteAfter: { objectType: 'AbsoluteDeleteOption', duration: `P${backup.keepDays}D` },
              sourceDataStore: { objectType: 'DataStoreInfoBase', dataStoreType },
              targetDataStoreCopySettings: dataStoreType === 'OperationalStore' ? copies : [],
            },
          ],
        })),
      ],
    },
  };
}

/** What takes the backups in the cluster; it is of Velero too, in a namespace of its own. */
function extension(backup: ServiceBackup): JsonObject {
  const [account, container] = parts(backup.place.bucket);
  const [subscription = '', group = ''] = (backup.account.id ?? '').split('/');
  return {
    type: EXTENSION,
    apiVersion: EXTENSION_API,
    name: EXTENSION_NAME,
    scope: `[${clusterId(backup)}]`,
    properties: {
      extensionType: 'microsoft.dataprotection.kubernetes',
      autoUpgradeMinorVersion: true,
      releaseTrain: 'stable',
      scope: { cluster: { releaseNamespace: 'dataprotection-microsoft' } },
      configurationSettings: {
        blobContainer: container,
        storageAccount: account,
        storageAccountResourceGroup: group,
        storageAccountSubscriptionId: subscription,
      },
    },
  };
}

function trustedAccess(backup: ServiceBackup): JsonObject {
  return {
    type: `${CLUSTERS}/trustedAccessRoleBindings`,
    apiVersion: CLUSTERS_API,
    name: `${backup.cluster}/backup`,
    dependsOn: [`[${vaultId(backup)}]`],
    properties: {
      roles: [`${PROTECTION}/backup-operator`],
      sourceResourceId: `[${vaultId(backup)}]`,
    },
  };
}

/**
 * The vault reads the cluster and its snapshots, and their content where that is copied to another region; the cluster
 * writes snapshots; the extension writes into the container.
 */
function roles(backup: ServiceBackup): readonly JsonObject[] {
  const [account, container] = parts(backup.place.bucket);
  const storage = `Microsoft.Storage/storageAccounts/${account}/blobServices/default/containers/${container}`;
  const cluster = `${CLUSTERS}/${backup.cluster}`;
  const vault = { who: 'vault', id: vaultId(backup), principal: identityOf(vaultId(backup), PROTECTION_API) };
  const self = { who: 'cluster', principal: identityOf(clusterId(backup), CLUSTERS_API) };
  const id = extensionId(backup);
  const agent = {
    who: 'extension',
    id,
    principal: `reference(${id}, '${EXTENSION_API}').aksAssignedIdentity.principalId`,
  };
  return [
    assignment(vault, READER, cluster),
    assignment(vault, READER),
    assignment(self, CONTRIBUTOR),
    assignment(agent, BLOB_CONTRIBUTOR, storage),
    ...(backup.replica === undefined
      ? []
      : [
          assignment(vault, SNAPSHOT_CONTRIBUTOR),
          assignment(vault, DISK_OPERATOR),
          assignment(vault, BLOB_READER, storage),
        ]),
  ];
}

const extensionId = (backup: ServiceBackup): string =>
  `extensionResourceId(${clusterId(backup)}, '${EXTENSION}', '${EXTENSION_NAME}')`;

function identityOf(id: string, version: string): string {
  return `reference(${id}, '${version}', 'Full').identity.principalId`;
}

interface Principal {
  /** Tells its assignments from those of others. */
  readonly who: string;
  /** What must be there before it can be asked for; absent of what is there already. */
  readonly id?: string;
  readonly principal: string;
}

/** Without a scope it holds for the resource group that the template is applied to. */
function assignment({ who, id, principal }: Principal, role: string, scope?: string): JsonObject {
  return {
    type: 'Microsoft.Authorization/roleAssignments',
    apiVersion: ROLE_API,
    name: `[guid(resourceGroup().id, '${who}', '${role}', '${scope ?? ''}')]`,
    ...(scope === undefined ? {} : { scope }),
    dependsOn: id === undefined ? [] : [`[${id}]`],
    properties: {
      roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role}')]`,
      principalId: `[${principal}]`,
      principalType: 'ServicePrincipal',
    },
  };
}

function instance(backup: ServiceBackup): JsonObject {
  const { cluster, region, namespaces, volumes } = backup;
  const source = {
    datasourceType: CLUSTERS,
    resourceID: `[${clusterId(backup)}]`,
    resourceLocation: region,
    resourceName: cluster,
    resourceType: CLUSTERS,
    resourceUri: `[${clusterId(backup)}]`,
  };
  return {
    type: `${PROTECTION}/backupInstances`,
    apiVersion: PROTECTION_API,
    name: `${vaultName(backup)}/${cluster}`,
    dependsOn: [
      `[resourceId('${PROTECTION}/backupPolicies', '${vaultName(backup)}', 'schedule')]`,
      `[${extensionId(backup)}]`,
      `[resourceId('${CLUSTERS}/trustedAccessRoleBindings', '${cluster}', 'backup')]`,
    ],
    properties: {
      objectType: 'BackupInstance',
      friendlyName: cluster,
      dataSourceInfo: { objectType: 'Datasource', ...source },
      dataSourceSetInfo: { objectType: 'DatasourceSet', ...source },
      policyInfo: {
        policyId: `[resourceId('${PROTECTION}/backupPolicies', '${vaultName(backup)}', 'schedule')]`,
        policyParameters: {
          backupDatasourceParametersList: [
            {
              objectType: 'KubernetesClusterBackupDatasourceParameters',
              includedNamespaces: namespaces,
              includeClusterScopeResources: true,
              snapshotVolumes: volumes,
            },
          ],
          dataStoreParametersList: [
            {
              objectType: 'AzureOperationalStoreParameters',
              dataStoreType: 'OperationalStore',
              resourceGroupId: '[resourceGroup().id]',
            },
          ],
        },
      },
    },
  };
}
