import { Agent } from 'node:https';
import { ask, type HttpAnswer, type HttpQuestion } from './http';
import { createDiscovery, type Discovery, type ResourceType } from './discovery';
import { pause } from './waits';

/** How to reach one API server. */
export interface KubeAccess {
  readonly server: string;
  readonly token: string;
  /** Certificate that the server shows, PEM. */
  readonly ca: string;
}

/** A Kubernetes object as JSON; only what every object has is typed. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** Names one object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Left out for objects of the cluster. */
  readonly namespace?: string | undefined;
}

/** What an API server said to a request that changes something. */
export interface Verdict {
  readonly accepted: boolean;
  readonly status: number;
  /** The server's own words where it refused. */
  readonly message: string;
  readonly warnings: readonly string[];
  readonly object: KubeObject | undefined;
}

/** Options of a server-side apply; field validation is always strict. */
export interface ApplyOptions {
  readonly dryRun?: boolean;
  readonly fieldManager?: string;
}

/** The calls that the suites make. */
export interface KubeClient {
  readonly access: KubeAccess;
  readonly discovery: Discovery;
  readonly apply: (object: KubeObject, options?: ApplyOptions) => Promise<Verdict>;
  /** Makes an object that is not there yet; for large ones, since no other way costs the server less. */
  readonly create: (object: KubeObject, fieldManager: string) => Promise<Verdict>;
  /** Undefined where there is no such object. */
  readonly get: (ref: ObjectRef) => Promise<KubeObject | undefined>;
  readonly list: (type: ResourceType, namespace?: string) => Promise<readonly KubeObject[]>;
  /** The same objects with nothing but their metadata. */
  readonly listMetadata: (type: ResourceType) => Promise<readonly KubeObject[]>;
  readonly listKind: (apiVersion: string, kind: string, namespace?: string) => Promise<readonly KubeObject[]>;
  /** JSON merge patch; `subresource` as in "status". */
  readonly patch: (ref: ObjectRef, patch: unknown, subresource?: string) => Promise<Verdict>;
  readonly remove: (ref: ObjectRef, propagation?: 'Background' | 'Foreground' | 'Orphan') => Promise<Verdict>;
  /** Any path, as text; rejects where nobody answers. */
  readonly raw: (path: string) => Promise<HttpAnswer>;
  /** Its server is gone for good. */
  readonly close: () => void;
  readonly isClosed: () => boolean;
}

function verdict(answer: HttpAnswer): Verdict {
  const body = JSON.parse(answer.body) as KubeObject & { readonly message?: string };
  const accepted = answer.status < 300;
  return {
    accepted,
    status: answer.status,
    message: accepted ? '' : (body.message ?? answer.body),
    warnings: answer.warnings,
    object: accepted ? body : undefined,
  };
}

/** The reference of an object. */
export function refOf(object: KubeObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name, namespace };
}

/** A reference for people: kind, group, namespace and name. */
export function refText(ref: ObjectRef): string {
  const group = ref.apiVersion.includes('/') ? `.${ref.apiVersion.split('/')[0] ?? ''}` : '';
  return `${ref.kind}${group} ${ref.namespace === undefined ? '' : `${ref.namespace}/`}${ref.name}`;
}

/** What a request says beside its method and path. */
interface Sent {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
}

type Send = (method: string, path: string, sent?: Sent) => Promise<HttpAnswer>;

const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

const TOO_MANY_REQUESTS = 429;
const RETRIES = 60;
const RETRY_MS = 500;

/** An API server that just started, or just got new definitions, asks its clients to come again. */
async function askPatiently(question: HttpQuestion): Promise<HttpAnswer> {
  for (let left = RETRIES; ; left--) {
    const answer = await ask(question);
    if (answer.status !== TOO_MANY_REQUESTS || left === 0) return answer;
    await pause(RETRY_MS);
  }
}

function createSend(access: KubeAccess, agent: Agent): Send {
  return (method, path, { body, contentType, accept = 'application/json' } = {}) =>
    askPatiently({
      method,
      url: access.server + path,
      agent,
      headers: {
        authorization: `Bearer ${access.token}`,
        accept,
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

function applyQuery(options: ApplyOptions): string {
  return new URLSearchParams({
    fieldManager: options.fieldManager ?? 'meridian-e2e',
    fieldValidation: 'Strict',
    force: 'true',
    ...(options.dryRun === true ? { dryRun: 'All' } : {}),
  }).toString();
}

type Write = Pick<KubeClient, 'apply' | 'create' | 'patch' | 'remove'>;
type PathOf = (ref: ObjectRef) => Promise<string>;

function createWrites(send: Send, discovery: Discovery, pathOf: PathOf): Write {
  return {
    async apply(object, options = {}) {
      const path = `${await pathOf(refOf(object))}?${applyQuery(options)}`;
      const contentType = 'application/apply-patch+yaml';
      return verdict(await send('PATCH', path, { body: object, contentType }));
    },
    async create(object, fieldManager) {
      const { apiVersion, kind, namespace } = refOf(object);
      const path = discovery.path(await discovery.find(apiVersion, kind), namespace);
      const query = new URLSearchParams({ fieldManager, fieldValidation: 'Strict' }).toString();
      const contentType = 'application/json';
      return verdict(await send('POST', `${path}?${query}`, { body: object, contentType }));
    },
    async patch(ref, patch, subresource) {
      const path = `${await pathOf(ref)}${subresource === undefined ? '' : `/${subresource}`}`;
      const contentType = 'application/merge-patch+json';
      return verdict(await send('PATCH', path, { body: patch, contentType }));
    },
    async remove(ref, propagation = 'Background') {
      return verdict(await send('DELETE', `${await pathOf(ref)}?propagationPolicy=${propagation}`));
    },
  };
}

/** Makes a client of one API server with connections of its own. */
export function createKubeClient(access: KubeAccess): KubeClient {
  const agent = new Agent({ keepAlive: true, ca: access.ca, maxSockets: 16 });
  let closed = false;
  const send = createSend(access, agent);
  const readJson = async (path: string, accept?: string): Promise<unknown> => {
    const answer = await send('GET', path, accept === undefined ? {} : { accept });
    if (answer.status !== 200)
      throw new Error(`GET ${path}: ${String(answer.status)} ${answer.body.slice(0, 300)}`);
    return JSON.parse(answer.body);
  };
  const discovery = createDiscovery(readJson);
  const pathOf: PathOf = async (ref) => {
    const type = await discovery.find(ref.apiVersion, ref.kind);
    return discovery.path(type, ref.namespace, ref.name);
  };
  const listAs = async (
    type: ResourceType,
    namespace?: string,
    accept?: string,
  ): Promise<readonly KubeObject[]> => {
    const body = (await readJson(discovery.path(type, namespace), accept)) as {
      readonly items: readonly KubeObject[] | null;
    };
    return (body.items ?? []).map((item) => ({ ...item, apiVersion: type.apiVersion, kind: type.kind }));
  };
  return {
    access,
    discovery,
    list: (type, namespace) => listAs(type, namespace),
    listMetadata: (type) => listAs(type, undefined, METADATA_ONLY),
    ...createWrites(send, discovery, pathOf),
    async get(ref) {
      const answer = await send('GET', await pathOf(ref));
      if (answer.status === 404) return undefined;
      if (answer.status !== 200)
        throw new Error(`${refText(ref)}: ${String(answer.status)} ${answer.body.slice(0, 300)}`);
      return JSON.parse(answer.body) as KubeObject;
    },
    async listKind(apiVersion, kind, namespace) {
      return listAs(await discovery.find(apiVersion, kind), namespace);
    },
    raw: (path) => send('GET', path),
    close: () => {
      closed = true;
      agent.destroy();
    },
    isClosed: () => closed,
  };
}
