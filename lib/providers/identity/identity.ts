import type { JsonObject } from '../../core/manifest';

/** What an app may do, in words that every cloud has. */
export const CAPABILITIES = [
  'read-secret',
  'publish-event',
  'consume-event',
  'read-object',
  'write-object',
] as const;

/** One of them. */
export type Capability = (typeof CAPABILITIES)[number];

/**
 * What a controller of the platform may do, which no app is given. What each takes in a cloud is one row of that cloud's
 * table; a cloud that has no such row gives nothing for it.
 */
export type ControllerCapability =
  | 'read-app-secrets'
  | 'read-platform-secrets'
  /** Writes records; about the zone. */
  | 'change-records'
  /** Reads what is backed up; about the bucket, and about its key. */
  | 'read-backups'
  | 'decrypt-backups'
  /** Writes what is backed up, and deletes what is old; about the bucket, and about its key. */
  | 'write-backups'
  | 'encrypt-backups'
  /** Finds a zone by its name; about the zone. */
  | 'list-zones'
  /** Writes texts that prove a name; about the zone. */
  | 'prove-names'
  /** Starts machines and takes them away; about the role that they run under. */
  | 'run-nodes'
  /** Hears which machines the cloud is about to take away; about the queue. */
  | 'hear-interruptions'
  /** Changes the size of groups of nodes; about the cluster that they belong to. */
  | 'size-node-groups';

/** A capability, and the secret, event or bucket that it is about, as the contract names it. */
export interface Grant {
  readonly capability: Capability | ControllerCapability;
  readonly resource: string;
}

/** What each capability takes in one cloud: all that apps have, and those of controllers that the cloud knows. */
export type CapabilityTable<T> = Readonly<Record<Capability, T> & Partial<Record<ControllerCapability, T>>>;

/** What may be encrypted with a key of somebody's own. */
export type OwnKey = 'secrets' | 'objects' | 'events';

/** Where a cluster is in its cloud; a row of the registry says as much as is known. */
export interface Account {
  /** Account, `subscription/resource group`, or project. */
  readonly id?: string | undefined;
  /** Issuer of the tokens of its service accounts, with its scheme. */
  readonly issuer?: string | undefined;
  readonly secretStore?: string | undefined;
  readonly platformStore?: string | undefined;
  readonly eventStore?: string | undefined;
  readonly objectStore?: string | undefined;
  /** Keys that somebody else made for what is stored; AWS asks whoever uses them. */
  readonly keys?: Readonly<Partial<Record<OwnKey, string | undefined>>> | undefined;
  /** What the cloud calls identities that exist already, by the name of the permissions. */
  readonly identities?: Readonly<Record<string, string>> | undefined;
}

/** Facts of an account that an answer may lack. */
export type AccountFact = keyof Account;

/** Who asks for permissions, and for which: an app, or a controller of the platform. */
export interface IdentityQuestion {
  readonly mode: string;
  readonly cluster: string;
  readonly region: string;
  readonly account: Account;
  /** Also the name of its service account. */
  readonly app: string;
  readonly namespace: string;
  /** Name of the set of permissions. */
  readonly permissions: string;
  /** In the order of their text, each once. */
  readonly grants: readonly Grant[];
}

/** Plain data that becomes a file of JSON. */
export type Document = JsonObject;

/** How an app gets its permissions in one cluster. */
export interface IdentityAnswer {
  readonly serviceAccountAnnotations: Readonly<Record<string, string>>;
  /** What pods must carry beside; an app carries them in all of its clusters, so that its Deployment is one. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** What whoever owns the account applies there; absent where somebody else made the identity, and nothing is left to say. */
  readonly document?: Document | undefined;
}

/** Facts of the account without which there is no answer; empty where there is one. */
export interface Unanswered {
  readonly missing: readonly AccountFact[];
}

/** A cluster whose account has to trust what its issuer says. */
export type IssuerQuestion = Pick<IdentityQuestion, 'mode' | 'cluster' | 'account'>;

/** How a cloud gives permissions to service accounts. */
export interface ProviderIdentity {
  /** Form of an account's id, and an example of one. */
  readonly account: { readonly form: RegExp; readonly example: string };
  readonly answer: (question: IdentityQuestion) => IdentityAnswer | Unanswered;
  /** Whether clusters of one account have the permissions of an app in common. */
  readonly isByAccount?: true;
  /** Whether permissions have to name keys of the account's own. */
  readonly namesKeys?: true;
  /** What makes the account trust the issuer of a cluster, where a mode of identity counts on it. */
  readonly issuer?: (cluster: IssuerQuestion) => Document | undefined;
  /** How the controllers of clusters outside the account come in; absent where that takes more than a token of their cluster. */
  readonly fromOutside?: {
    /** The identity mode that takes such tokens. */
    readonly mode: string;
    /** Whom the token is for. */
    readonly audience: string;
    /** What tells the programs of a pod where the token lies, and what it is good for. */
    readonly environment: (
      answer: IdentityAnswer,
      tokenFile: string,
      region: string,
    ) => Readonly<Record<string, string>>;
  };
}

/** Facts among those wanted that an account lacks. */
export function missingFacts(account: Account, wanted: readonly AccountFact[]): readonly AccountFact[] {
  return wanted.filter((fact, index) => account[fact] === undefined && wanted.indexOf(fact) === index);
}

/** What a token of the app's service account says it is about. */
export function subjectOf({ namespace, app }: IdentityQuestion): string {
  return `system:serviceaccount:${namespace}:${app}`;
}

/** A name behind a prefix where there is one. */
export function prefixed(prefix: string | undefined, separator: string, name: string): string {
  return prefix === undefined ? name : `${prefix}${separator}${name}`;
}
