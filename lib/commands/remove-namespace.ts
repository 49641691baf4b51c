import type { Diagnostic } from '../core/diagnostic';
import { addNamespace, editTombstones, setNamespaceState, TOMBSTONES_FILE } from './edit-tombstones';
import { findNotLost, findUnknown } from './find-unknown';
import { mergeGone } from './gone';
import { goneFromOutput, lostName, type LostUnit } from './lost';
import { namespaceGone, namespaceUsed } from './messages';
import { refuse, type Removal, type RemovalContext } from './removal';

/** Which namespace goes, and from where. */
export interface NamespaceRemoval {
  readonly name: string;
  /** Clusters in which its unit was lost. @default - wherever no app uses it */
  readonly clusters?: readonly string[] | undefined;
}

/**
 * Moves a namespace that no app uses one step further. The guards of the live object hold until they are seen to be off,
 * so it takes two commits: `released` takes them off, `removed` deletes the namespace.
 */
export function removeNamespace({ name, clusters }: NamespaceRemoval, context: RemovalContext): Removal {
  const { fleet } = context.before.plan;
  const entry = fleet.tombstones.namespaces.find((candidate) => candidate.name === name);
  if (clusters !== undefined) return keepLostIn(name, clusters, context);
  const users = findUsers(name, entry && Object.keys(entry.quota), context);
  if (users.length > 0) return refuse(users);
  if (entry === undefined) return keepLost(name, () => true, context);
  if (entry.state === 'removed') return refuse([namespaceGone({ namespace: name })]);
  const state = entry.state === 'kept' ? 'released' : 'removed';
  const text = editTombstones(context.tree.files.get(TOMBSTONES_FILE), [setNamespaceState(name, state)]);
  return { edits: [{ path: TOMBSTONES_FILE, text }], findings: [], next: nextSteps(name, state) };
}

/** Apps that live in the namespace, in one of the clusters that the tombstone is for. */
function findUsers(
  name: string,
  clusters: readonly string[] | undefined,
  { before }: RemovalContext,
): readonly Diagnostic[] {
  return before.plan.apps
    .filter(({ app, placed, clients }) => {
      const there = [...placed, ...clients].filter(({ id }) => clusters?.includes(id) ?? true);
      return app.namespace === name && there.length > 0;
    })
    .map(({ app }) =>
      namespaceUsed({
        at: app.files.contract.at(['application', 'namespace']),
        namespace: name,
        app: app.name,
      }),
    );
}

function keepLostIn(name: string, clusters: readonly string[], context: RemovalContext): Removal {
  const lost = context.lost.filter((unit) => lostName(unit).kind === 'namespace');
  const there = lost.filter((unit) => lostName(unit).name === name).map(({ unit }) => unit.cluster);
  const missing = findNotLost(name, clusters, there);
  return missing.length > 0
    ? refuse(missing)
    : keepLost(name, ({ unit }) => clusters.includes(unit.cluster), context);
}

/** A namespace whose apps were deleted by hand is kept first, like every other. */
function keepLost(name: string, isMeant: (lost: LostUnit) => boolean, context: RemovalContext): Removal {
  const lost = context.lost.filter((unit) => lostName(unit).kind === 'namespace' && isMeant(unit));
  const { namespaces } = mergeGone([goneFromOutput(lost.filter((unit) => lostName(unit).name === name))]);
  if (namespaces.length === 0) {
    const { plan } = context.before;
    const known = [
      ...plan.fleet.tombstones.namespaces.map((entry) => entry.name),
      ...lost.map((unit) => lostName(unit).name),
    ];
    return refuse(findUnknown('unused namespace', [name], known));
  }
  const text = editTombstones(context.tree.files.get(TOMBSTONES_FILE), namespaces.map(addNamespace));
  return { edits: [{ path: TOMBSTONES_FILE, text }], findings: [], next: nextSteps(name, 'kept') };
}

function nextSteps(name: string, state: 'kept' | 'released' | 'removed'): readonly string[] {
  const commit = 'Run `meridian synth`, and commit the inputs and the output together.';
  const again = `run \`meridian remove namespace ${name}\` again`;
  if (state === 'kept')
    return [commit, `The namespace ${name} is kept as it is. To go on towards its removal, ${again}.`];
  if (state === 'released') {
    return [
      commit,
      `The guards of ${name} come off with that commit. Argo CD honours those of the live object, so the removal itself takes a second one.`,
      `Once every cluster has synced it, ${again}.`,
    ];
  }
  return [
    commit,
    `Argo CD then deletes the namespace ${name} and EVERYTHING in it, volumes and Secrets included.`,
    `Once it is gone in every cluster: \`meridian tombstones --drop namespace/${name}\`.`,
  ];
}
