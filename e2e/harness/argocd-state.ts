import { STATE_LABEL } from '../../lib/plan/sync';
import { ARGOCD_NAMESPACE } from './argocd';
import type { Cluster } from './cluster';
import type { FleetRepository } from './fleet-repository';
import type { KubeObject, ObjectRef } from './kube-client';
import { mapLimited } from './map-limited';
import type { RunContext } from './run-context';
import { pending } from './waits';

/** What an Argo CD says of one Application. */
export interface ApplicationState {
  readonly name: string;
  /** Folder that it applies. */
  readonly path: string;
  /** State of its unit; '' for the root. */
  readonly state: string;
  /** Folder that `sync` and `revision` speak of: the one before, until the controller has looked again. */
  readonly comparedPath: string;
  readonly sync: string;
  readonly revision: string;
  readonly health: string;
  /** Phase of the last sync operation, '' where there was none. */
  readonly phase: string;
  /** How often the last sync operation was tried again. */
  readonly retries: number;
  /** What is wrong, in Argo CD's words; '' where nothing is. */
  readonly message: string;
}

interface ApplicationObject extends KubeObject {
  readonly spec: {
    readonly source: { readonly path?: string; readonly chart?: string; readonly repoURL: string };
  };
  readonly status?: {
    readonly sync?: {
      readonly status?: string;
      readonly revision?: string;
      readonly comparedTo?: { readonly source?: { readonly path?: string } };
    };
    readonly health?: { readonly status?: string };
    readonly operationState?: {
      readonly phase?: string;
      readonly message?: string;
      readonly retryCount?: number;
    };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly resources?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly status?: string;
    }[];
  };
}

const APPLICATION = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };
const APPLICATION_SET = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet' };
const AT_ONCE = 8;
/** The list of all Applications is long, and asking for it keeps its server from better things. */
const POLL_MS = 1_000;

/** The reference of an Application. */
export function applicationRef(name: string): ObjectRef {
  return { ...APPLICATION, namespace: ARGOCD_NAMESPACE, name };
}

/** The reference of an ApplicationSet. */
export function applicationSetRef(name: string): ObjectRef {
  return { ...APPLICATION_SET, namespace: ARGOCD_NAMESPACE, name };
}

function messageOf(status: ApplicationObject['status']): string {
  const operation = status?.operationState;
  const conditions = (status?.conditions ?? []).map((condition) => `${condition.type}: ${condition.message}`);
  const failed =
    operation?.phase === undefined || operation.phase === 'Succeeded' ? [] : [operation.message ?? ''];
  const differing = (status?.resources ?? []).filter((resource) => resource.status === 'OutOfSync');
  const names = differing.map((resource) => `${resource.kind} ${resource.name} differs`);
  return [...failed, ...conditions, ...names].join('; ');
}

const UNSEEN = { status: '', revision: '', phase: '' };

function labelOf({ metadata }: KubeObject, label: string): string {
  return metadata.labels?.[label] ?? '';
}

function stateOf(object: KubeObject): ApplicationState {
  const { spec, status = {}, metadata } = object as ApplicationObject;
  const sync = { ...UNSEEN, ...status.sync };
  return {
    name: metadata.name,
    path: spec.source.path ?? '',
    state: labelOf(object, STATE_LABEL),
    comparedPath: status.sync?.comparedTo?.source?.path ?? '',
    sync: sync.status,
    revision: sync.revision,
    health: { ...UNSEEN, ...status.health }.status,
    phase: { ...UNSEEN, ...status.operationState }.phase,
    retries: status.operationState?.retryCount ?? 0,
    message: messageOf(status),
  };
}

/** Whether its source lies in the mirror: a chart, or an artifact of plain manifests. */
function isFromMirror(object: KubeObject): boolean {
  const { chart, repoURL } = (object as ApplicationObject).spec.source;
  return chart !== undefined || repoURL.startsWith('oci://');
}

/** Every Application of one cluster, those of charts too. */
export function applications(cluster: Cluster): Promise<readonly KubeObject[]> {
  return cluster.client.listKind(APPLICATION.apiVersion, APPLICATION.kind, ARGOCD_NAMESPACE);
}

/** The Applications of one cluster whose objects lie in the tree, by name. */
export async function applicationStates(cluster: Cluster): Promise<readonly ApplicationState[]> {
  return (await applications(cluster)).filter((object) => !isFromMirror(object)).map(stateOf);
}

/** What Argo CD has against the specification of an Application, whatever its source gives. */
const SPEC_CONDITION = 'InvalidSpecError';

/** An Application whose source is a chart or an artifact of somebody else, which nothing here can pull. */
export interface ChartState {
  readonly name: string;
  /** What Argo CD has against its specification; '' where it has nothing. */
  readonly refusal: string;
}

/** The Applications of one cluster whose source lies in the mirror, as far as Argo CD has looked at them. */
export async function chartStates(cluster: Cluster): Promise<readonly ChartState[]> {
  const charts = (await applications(cluster)).filter(isFromMirror);
  return (charts as unknown as readonly ApplicationObject[]).map(({ metadata, status }) => {
    const conditions = status?.conditions ?? [];
    const seen = status?.sync?.status === undefined ? ['Argo CD has not looked at it'] : [];
    const refused = conditions.filter(({ type }) => type === SPEC_CONDITION).map(({ message }) => message);
    return { name: metadata.name, refusal: [...seen, ...refused].join('; ') };
  });
}

/** Whether an Application is at a commit, or at one that is the same to it. */
export function isAt(
  { path, revision }: ApplicationState,
  expected: Pick<SyncExpectation, 'revision' | 'sameFolder'>,
): boolean {
  return expected.sameFolder?.(path, revision, expected.revision) ?? revision === expected.revision;
}

/** What keeps an Application from being done at a commit; '' where it is done. */
function shortfall(state: ApplicationState, { healthy, ...expected }: SyncExpectation): string {
  if (state.sync !== 'Synced')
    return `${state.name} is ${state.sync || 'unseen'} ${state.message.slice(0, 200)}`;
  if (!isAt(state, expected)) return `${state.name} is at ${state.revision.slice(0, 8)}`;
  if (state.phase !== '' && state.phase !== 'Succeeded')
    return `${state.name} sync ${state.phase} ${state.message.slice(0, 200)}`;
  if (healthy && state.health !== 'Healthy') return `${state.name} is ${state.health || 'of unknown health'}`;
  return '';
}

/** Synced at the commit, but to what the unit was before it: its ApplicationSet or its controller has not looked yet. */
function staleness(
  { name, path, state, comparedPath }: ApplicationState,
  { units }: SyncExpectation,
): string {
  const unit = units.get(name);
  const expected = unit?.path ?? path;
  if (path !== expected) return `${name} still points at ${path}`;
  if (unit !== undefined && state !== unit.state) return `${name} is still ${state}`;
  return comparedPath === expected ? '' : `${name} was last compared with ${comparedPath || 'nothing'}`;
}

/** What is missing of an Application; '' where it is done. */
function missingOf(state: ApplicationState, expected: SyncExpectation): string {
  return staleness(state, expected) || shortfall(state, expected);
}

/** What a unit asks of its Application. */
export interface UnitExpectation {
  readonly path: string;
  readonly state: string;
}

/** What a wait for Synced Applications expects. */
export interface SyncExpectation {
  readonly revision: string;
  /** The unit behind each Application; beside them there is the root. */
  readonly units: ReadonlyMap<string, UnitExpectation>;
  readonly healthy: boolean;
  readonly timeoutMs: number;
  /** Lets an Application stay at an earlier commit in which its folder is the same; without it none may. */
  readonly sameFolder?: FleetRepository['sameFolder'];
}

const asLook = (annotation: string, value: string): unknown => ({
  metadata: { annotations: { [`argocd.argoproj.io/${annotation}`]: value } },
});

async function lookAt({ client }: Cluster, applications: readonly string[]): Promise<void> {
  const sets = await client.listKind(APPLICATION_SET.apiVersion, APPLICATION_SET.kind, ARGOCD_NAMESPACE);
  await mapLimited(sets, AT_ONCE, (set) =>
    client.patch(applicationSetRef(set.metadata.name), asLook('application-set-refresh', 'true')),
  );
  await mapLimited(applications, AT_ONCE, (name) =>
    client.patch(applicationRef(name), asLook('refresh', 'normal')),
  );
}

/** Asks an Argo CD to look at the repository now, for every Application. */
export async function refresh(cluster: Cluster): Promise<void> {
  const all = await applications(cluster);
  await lookAt(
    cluster,
    all.map(({ metadata }) => metadata.name),
  );
}

/** Asks it to look for those Applications that a commit concerns, as a webhook of the Git server would. */
export async function refreshConcerned(cluster: Cluster, expected: SyncExpectation): Promise<void> {
  const concerned = (await applicationStates(cluster)).filter((state) => missingOf(state, expected) !== '');
  await lookAt(
    cluster,
    concerned.map(({ name }) => name),
  );
}

/** Waits until a cluster has these Applications and no others, all of them Synced at the commit. */
export function awaitSynced(
  context: RunContext,
  cluster: Cluster,
  expected: SyncExpectation,
): Promise<number> {
  return context.waits.until(
    `${cluster.name} Synced at ${expected.revision.slice(0, 8)}`,
    expected.timeoutMs,
    async () => {
      const states = await applicationStates(cluster);
      const count = expected.units.size + 1;
      if (states.length !== count)
        return pending(`${String(states.length)} of ${String(count)} Applications`);
      const missing = states.map((state) => missingOf(state, expected)).filter((text) => text !== '');
      return missing.length === 0 ? states.length : pending(missing.slice(0, 4).join('; '));
    },
    POLL_MS,
  );
}
