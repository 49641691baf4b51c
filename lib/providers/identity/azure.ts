import {
  missingFacts,
  subjectOf,
  type CapabilityTable,
  type Document,
  type Grant,
  type IdentityQuestion,
  type ProviderIdentity,
} from './identity';

/** Label by which the webhook of AKS knows the pods that it gives a token. */
const USE_LABEL = { 'azure.workload.identity/use': 'true' };
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';
const IDENTITY_API = '2023-01-31';
const ROLE_API = '2022-04-01';

interface RoleOn {
  /** What Azure calls its built-in role, and its id in every subscription. */
  readonly role: string;
  readonly id: string;
  /** Which store the resource is in; absent where the resource itself says so. */
  readonly store?: 'secretStore' | 'eventStore' | 'objectStore';
  /** The resource, below the resource group. */
  readonly scope: (resource: string, store: string, app: string) => string;
}

const container = (resource: string, store: string): string =>
  `Microsoft.Storage/storageAccounts/${store}/blobServices/default/containers/${resource}`;
const topic = (resource: string, store: string): string =>
  `Microsoft.ServiceBus/namespaces/${store}/topics/${resource}`;

/** The narrowest built-in role for each capability; there is none that writes objects and does not read them. */
const ROLES: CapabilityTable<RoleOn> = {
  'read-secret': {
    role: 'Key Vault Secrets User',
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    store: 'secretStore',
    scope: (resource, store) =>
      `Microsoft.KeyVault/vaults/${store}/secrets/${resource.replace(/[^A-Za-z0-9]+/g, '-')}`,
  },
  'publish-event': {
    role: 'Azure Service Bus Data Sender',
    id: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
    store: 'eventStore',
    scope: topic,
  },
  'consume-event': {
    role: 'Azure Service Bus Data Receiver',
    id: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
    store: 'eventStore',
    scope: (resource, store, app) => `${topic(resource, store)}/subscriptions/${app}`,
  },
  'read-object': {
    role: 'Storage Blob Data Reader',
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    store: 'objectStore',
    scope: container,
  },
  'write-object': {
    role: 'Storage Blob Data Contributor',
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    store: 'objectStore',
    scope: container,
  },
  'read-all-secrets': {
    role: 'Key Vault Secrets User',
    id: '4633458b-17de-408a-b874-0445c86b69e6',
    store: 'secretStore',
    scope: (_, store) => `Microsoft.KeyVault/vaults/${store}`,
  },
  'write-backups': {
    role: 'Storage Blob Data Contributor',
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    scope: ofAccount,
  },
  'read-backups': {
    role: 'Storage Blob Data Reader',
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    scope: ofAccount,
  },
};

/** A container that is named with its storage account. */
function ofAccount(place: string): string {
  const [account = '', name = ''] = place.split('/');
  return container(name, account);
}

/**
 * AKS: a managed identity for each app and cluster, with a credential that is federated with the issuer of that cluster,
 * as a template of Azure Resource Manager. Azure makes up the id of an identity, so that the registry has to note it.
 */
export const azureIdentity: ProviderIdentity = {
  account: {
    form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[\w().-]{1,90}$/,
    example: '00000000-0000-4000-8000-000000000000/platform',
  },
  answer: (question) => {
    const { account, grants, permissions } = question;
    const stores = grants.flatMap(({ capability }) => ROLES[capability]?.store ?? []);
    const client = account.identities?.[permissions];
    const missing = missingFacts(account, ['id', 'issuer', ...stores]);
    if (client === undefined || missing.length > 0)
      return { missing: client === undefined ? [...missing, 'identities'] : missing };
    return {
      serviceAccountAnnotations: { 'azure.workload.identity/client-id': client },
      podLabels: USE_LABEL,
      document: template(question),
    };
  },
};

function template(question: IdentityQuestion): Document {
  const { cluster, region, permissions, account, grants } = question;
  const name = `${permissions}-${cluster}`;
  const identity = `resourceId('${IDENTITY}', '${name}')`;
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    metadata: {
      description: `What ${question.app} may do from ${cluster}, for the resource group ${account.id ?? ''}.`,
    },
    resources: [
      { type: IDENTITY, apiVersion: IDENTITY_API, name, location: region },
      {
        type: `${IDENTITY}/federatedIdentityCredentials`,
        apiVersion: IDENTITY_API,
        name: `${name}/${cluster}`,
        dependsOn: [`[${identity}]`],
        properties: {
          issuer: account.issuer ?? '',
          subject: subjectOf(question),
          audiences: ['api://AzureADTokenExchange'],
        },
      },
      ...grants.flatMap((grant) => assignment(grant, identity, question)),
    ],
  };
}

function assignment(grant: Grant, identity: string, { account, app }: IdentityQuestion): readonly Document[] {
  const row = ROLES[grant.capability];
  if (row === undefined) return [];
  const { role, id, store, scope } = row;
  const target = scope(grant.resource, (store && account[store]) ?? '', app);
  return [
    {
      type: 'Microsoft.Authorization/roleAssignments',
      apiVersion: ROLE_API,
      name: `[guid('${target}', ${identity}, '${id}')]`,
      scope: target,
      dependsOn: [`[${identity}]`],
      properties: {
        description: `${grant.capability} ${grant.resource}: ${role}`,
        roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${id}')]`,
        principalId: `[reference(${identity}, '${IDENTITY_API}').principalId]`,
        principalType: 'ServicePrincipal',
      },
    },
  ];
}
