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
const DEPLOYMENT_API = '2022-09-01';
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

interface RoleOn {
  /** What Azure calls its built-in role, and its id in every subscription. */
  readonly role: string;
  readonly id: string;
  /** Which store the resource is in, if in any. */
  readonly store?: 'secretStore' | 'platformStore' | 'eventStore' | 'objectStore';
  /** The resource, below the resource group; undefined for the group itself. */
  readonly scope: (resource: string, store: string, app: string) => string | undefined;
  /** Subscription and resource group, where they need not be those of the cluster. */
  readonly group?: (resource: string) => readonly [subscription: string, group: string];
}

const container = (resource: string, store: string): string =>
  `Microsoft.Storage/storageAccounts/${store}/blobServices/default/containers/${resource}`;
const topic = (resource: string, store: string): string =>
  `Microsoft.ServiceBus/namespaces/${store}/topics/${resource}`;

/** A scope has no patterns: it is one secret, or all of a vault. */
const vault = (_: string, store: string): string => `Microsoft.KeyVault/vaults/${store}`;

const READ_SECRETS = { role: 'Key Vault Secrets User', id: '4633458b-17de-408a-b874-0445c86b69e6' } as const;
const ZONE_CONTRIBUTOR = {
  role: 'DNS Zone Contributor',
  id: 'befefa01-2a29-4197-83a8-272ff33ce314',
} as const;
/** A zone is named `<subscription>/<resource group>/<zone>`. */
const dnsZone = (zone: string): string => `Microsoft.Network/dnszones/${zone.split('/')[2]}`;
const groupOfZone = (zone: string): readonly [string, string] => {
  const [subscription = '', group = ''] = zone.split('/');
  return [subscription, group];
};

/** The narrowest built-in role for each capability; there is none that writes objects and does not read them. */
const ROLES: CapabilityTable<RoleOn> = {
  'read-secret': {
    ...READ_SECRETS,
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
  'read-app-secrets': { ...READ_SECRETS, store: 'secretStore', scope: vault },
  'read-platform-secrets': { ...READ_SECRETS, store: 'platformStore', scope: vault },
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
  'change-records': { ...ZONE_CONTRIBUTOR, scope: dnsZone, group: groupOfZone },
  'list-zones': {
    role: 'Reader',
    id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
    scope: () => undefined,
    group: groupOfZone,
  },
  'prove-names': { ...ZONE_CONTRIBUTOR, scope: dnsZone, group: groupOfZone },
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
  const { cluster, region, permissions, account } = question;
  const name = `${permissions}-${cluster}`;
  const identity = `resourceId('${IDENTITY}', '${name}')`;
  return {
    $schema: SCHEMA,
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
      ...assignments(identity, question),
    ],
  };
}

/** Several grants can come to one role on one thing. */
function assignments(identity: string, question: IdentityQuestion): readonly Document[] {
  const all = question.grants.flatMap((grant) => assignment(grant, identity, question));
  return all.filter(({ name }, place) => all.findIndex((other) => other['name'] === name) === place);
}

function assignment(grant: Grant, identity: string, { account, app }: IdentityQuestion): readonly Document[] {
  const row = ROLES[grant.capability];
  if (row === undefined) return [];
  const { role, id, store, scope, group } = row;
  const target = scope(grant.resource, store === undefined ? '' : (account[store] ?? ''), app);
  const description = `${grant.capability} ${grant.resource}: ${role}`;
  const principal = `[reference(${identity}, '${IDENTITY_API}').principalId]`;
  const roleOn = { id, target, description };
  if (group !== undefined) return [inGroup(group(grant.resource), grant, roleOn, { identity, principal })];
  return [roleAssignment(roleOn, principal, identity, { dependsOn: [`[${identity}]`] })];
}

interface RoleAssignment {
  readonly id: string;
  readonly target: string | undefined;
  readonly description: string;
}

function roleAssignment(
  { id, target, description }: RoleAssignment,
  principal: string,
  seed: string,
  more: Document = {},
): Document {
  return {
    type: 'Microsoft.Authorization/roleAssignments',
    apiVersion: ROLE_API,
    name: `[guid(${target === undefined ? 'resourceGroup().id' : `'${target}'`}, ${seed}, '${id}')]`,
    ...(target === undefined ? {} : { scope: target }),
    ...more,
    properties: {
      description,
      roleDefinitionId: `[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${id}')]`,
      principalId: principal,
      principalType: 'ServicePrincipal',
    },
  };
}

/** In another resource group a role is assigned by a deployment of its own, which is told of the identity. */
function inGroup(
  [subscriptionId, resourceGroup]: readonly [string, string],
  { capability }: Grant,
  assignment: RoleAssignment,
  { identity, principal }: { readonly identity: string; readonly principal: string },
): Document {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: DEPLOYMENT_API,
    name: `[concat('${capability}-', uniqueString(${identity}))]`,
    subscriptionId,
    resourceGroup,
    dependsOn: [`[${identity}]`],
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      parameters: { principal: { value: principal } },
      template: {
        $schema: SCHEMA,
        contentVersion: '1.0.0.0',
        parameters: { principal: { type: 'string' } },
        resources: [roleAssignment(assignment, "[parameters('principal')]", "parameters('principal')")],
      },
    },
  };
}
