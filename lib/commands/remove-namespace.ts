import { addNamespace, editTombstones, setNamespaceState, TOMBSTONES_FILE } from './edit-tombstones';
import { findUnknown } from './find-unknown';
import { mergeGone } from './gone';
import { goneFromOutput, lostName } from './lost';
import { namespaceGone, namespaceUsed } from './messages';
import { refuse, type Removal, type RemovalContext } from './removal';

/**
 * Moves a namespace that no app uses one step further. The guards of the live object hold until they are seen to be off,
 * so it takes two commits: `released` takes them off, `removed` deletes the namespace.
 */
export function removeNamespace(name: string, context: RemovalContext): Removal {
  const { fleet, apps } = context.before.plan;
  const users = apps.filter(
    ({ app, placed, clients }) => app.namespace === name && placed.length + clients.length > 0,
  );
  if (users.length > 0) {
    return refuse(
      users.map(({ app }) =>
        namespaceUsed({
          at: app.files.contract.at(['application', 'namespace']),
          namespace: name,
          app: app.name,
        }),
      ),
    );
  }
  const entry = fleet.tombstones.namespaces.find((candidate) => candidate.name === name);
  if (entry === undefined) return keepLost(name, context);
  if (entry.state === 'removed') return refuse([namespaceGone({ namespace: name })]);
  const state = entry.state === 'kept' ? 'released' : 'removed';
  const text = editTombstones(context.tree.files.get(TOMBSTONES_FILE), [setNamespaceState(name, state)]);
  return { edits: [{ path: TOMBSTONES_FILE, text }], findings: [], next: nextSteps(name, state) };
}

/** A namespace whose apps were deleted by hand is kept first, like every other. */
function keepLost(name: string, context: RemovalContext): Removal {
  const lost = context.lost.filter((unit) => lostName(unit).kind === 'namespace');
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
