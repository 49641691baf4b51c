import { fingerprint } from '../../core/hash';
import {
  missingFacts,
  prefixed,
  type Account,
  type AccountFact,
  type CapabilityTable,
  type Document,
  type Grant,
  type IdentityQuestion,
  type ProviderIdentity,
} from './identity';

interface RoleOn {
  readonly role: string;
  readonly kind: string;
  /** The resource, as the API of its service calls it. */
  readonly external: (resource: string, account: Account, app: string) => string;
  /** Facts of the account beside its id. */
  readonly needs?: AccountFact;
  /** Which names of secrets it is for, with a star for any text. @default all that it is granted on */
  readonly names?: (resource: string, account: Account) => string;
}

const named = (prefix: string | undefined, name: string): string =>
  prefixed(prefix, '-', name.replace(/[^A-Za-z0-9_-]+/g, '-'));
const bucket = (name: string, { objectStore }: Account): string => prefixed(objectStore, '-', name);

const PROJECT_SECRETS = {
  role: 'roles/secretmanager.secretAccessor',
  kind: 'Project',
  external: (_: string, { id }: Account) => `projects/${id}`,
} as const;

/** The narrowest predefined role for each capability; one that only creates objects could not write one again. */
const ROLES: CapabilityTable<RoleOn> = {
  'read-secret': {
    role: 'roles/secretmanager.secretAccessor',
    kind: 'SecretManagerSecret',
    external: (name, { id, secretStore }) => `projects/${id}/secrets/${named(secretStore, name)}`,
  },
  'publish-event': {
    role: 'roles/pubsub.publisher',
    kind: 'PubSubTopic',
    external: (name, { id, eventStore }) => `projects/${id}/topics/${named(eventStore, name)}`,
  },
  'consume-event': {
    role: 'roles/pubsub.subscriber',
    kind: 'PubSubSubscription',
    external: (name, { id, eventStore }, app) =>
      `projects/${id}/subscriptions/${named(eventStore, `${name}-${app}`)}`,
  },
  'read-object': { role: 'roles/storage.objectViewer', kind: 'StorageBucket', external: bucket },
  'write-object': { role: 'roles/storage.objectUser', kind: 'StorageBucket', external: bucket },
  'read-app-secrets': {
    ...PROJECT_SECRETS,
    needs: 'secretStore',
    names: (names, { secretStore }) => prefixed(secretStore, '-', names),
  },
  'read-platform-secrets': {
    ...PROJECT_SECRETS,
    names: (names, { platformStore }) => prefixed(platformStore, '-', names),
  },
  // Keys are used by the service agent of Cloud Storage, not by whoever reads and writes.
  'write-backups': { role: 'roles/storage.objectUser', kind: 'StorageBucket', external: (name) => name },
  'read-backups': { role: 'roles/storage.objectViewer', kind: 'StorageBucket', external: (name) => name },
  'change-records': { role: 'roles/dns.admin', kind: 'DNSManagedZone', external: managedZone },
  'list-zones': {
    role: 'roles/dns.reader',
    kind: 'Project',
    external: (zone) => `projects/${zone.split('/')[0]}`,
  },
  'prove-names': { role: 'roles/dns.admin', kind: 'DNSManagedZone', external: managedZone },
};

/** A zone is named with the project that it is in, which may be another than that of the cluster. */
function managedZone(zone: string): string {
  const [project, name] = zone.split('/');
  return `projects/${project}/managedZones/${name}`;
}

/**
 * GKE: roles for the service account itself, as bindings of Config Connector. Google knows service accounts by project,
 * namespace and name: clusters of one project that have the app share its permissions.
 */
export const gcpIdentity: ProviderIdentity = {
  isByAccount: true,
  account: { form: /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/, example: 'example-prod' },
  answer: (question) => {
    const { account, permissions, grants } = question;
    const needs = grants.flatMap(({ capability }) => ROLES[capability]?.needs ?? []);
    const missing = missingFacts(account, ['id', ...needs]);
    if (missing.length > 0) return { missing };
    const known = account.identities?.[permissions];
    return {
      serviceAccountAnnotations: known === undefined ? {} : { 'iam.gke.io/gcp-service-account': known },
      podLabels: {},
      document: { apiVersion: 'v1', kind: 'List', items: bindings(question, known) },
    };
  },
};

/** Somebody else grants what a service account of Google may do; here it is only said who may act as it. */
function bindings(question: IdentityQuestion, known: string | undefined): readonly Document[] {
  const { account, app, namespace, grants } = question;
  const member = `serviceAccount:${account.id}.svc.id.goog[${namespace}/${app}]`;
  if (known === undefined) return distinct(grants.flatMap((grant) => binding(question, grant, member)));
  const external = `projects/${projectOf(known) ?? account.id}/serviceAccounts/${known}`;
  return [
    policyMember(question, 'act-as', {
      member,
      role: 'roles/iam.workloadIdentityUser',
      resourceRef: { kind: 'IAMServiceAccount', external },
    }),
  ];
}

/** An address says itself which project it is of. */
function projectOf(address: string): string | undefined {
  return /@([a-z][-a-z0-9]+)\.iam\.gserviceaccount\.com$/.exec(address)?.[1];
}

/** Names of Kubernetes have fewer characters than those of buckets: what would be one object becomes two names. */
function distinct(members: readonly Member[]): readonly Document[] {
  return members.map((member) => {
    const { name } = member.metadata;
    const same = members.filter(({ metadata }) => metadata.name === name);
    if (same.length === 1) return member;
    const ending = fingerprint(JSON.stringify(member.spec)).slice(0, 8);
    return { ...member, metadata: { ...member.metadata, name: `${name}-${ending}` } };
  });
}

function binding(
  question: IdentityQuestion,
  { capability, resource }: Grant,
  member: string,
): readonly Member[] {
  const row = ROLES[capability];
  if (row === undefined) return [];
  const { role, kind, external, names } = row;
  const target = external(resource, question.account, question.app);
  const name = `${capability}-${resource.toLowerCase()}`.replace(/[^a-z0-9]+/g, '-').replace(/-$/, '');
  const spec = { member, role, resourceRef: { kind, external: target } };
  const only = names?.(resource, question.account);
  return [policyMember(question, name, only === undefined ? spec : { ...spec, condition: namedLike(only) })];
}

/** A condition on the name of a secret: what is read is one of its versions, and stands below it. */
function namedLike(pattern: string): Document {
  const secret = "resource.name.extract('/secrets/{secret}/versions/')";
  const [before = '', after = ''] = pattern.split('*');
  const parts = [
    ...(before === '' ? [] : [`${secret}.startsWith('${before}')`]),
    ...(after === '' ? [] : [`${secret}.endsWith('${after}')`]),
  ];
  return { title: 'names', description: `Secrets called ${pattern}.`, expression: parts.join(' && ') };
}

type Member = Document & {
  readonly metadata: { readonly name: string; readonly annotations: Document };
  readonly spec: Document;
};

function policyMember({ app, account }: IdentityQuestion, name: string, spec: Document): Member {
  return {
    apiVersion: 'iam.cnrm.cloud.google.com/v1beta1',
    kind: 'IAMPolicyMember',
    metadata: {
      name: `${app}-${name}`,
      annotations: { 'cnrm.cloud.google.com/project-id': account.id ?? '' },
    },
    spec,
  };
}
