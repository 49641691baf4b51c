import { parse } from 'yaml';
import type { Manifest } from '../core/manifest';
import { sortedUnique } from '../core/text';
import { GUARD } from '../plan/sync';
import { addComponent, editTombstones, TOMBSTONES_FILE, type ComponentTombstone } from './edit-tombstones';
import { findNotLost, findUnknown } from './find-unknown';
import { lostName, type LostUnit } from './lost';
import { refuse, type Removal, type RemovalContext } from './removal';

/** Which unit of the platform goes, and from where. */
export interface ComponentRemoval {
  readonly name: string;
  /** @default - wherever it was lost */
  readonly clusters?: readonly string[] | undefined;
}

/** Writes down a component that clusters no longer have, so that they prune what it had. */
export function removeComponent({ name, clusters }: ComponentRemoval, context: RemovalContext): Removal {
  const lost = context.lost.filter((unit) => lostName(unit).kind !== 'app');
  const there = lost.filter(({ unit }) => unit.name === name);
  if (there.length === 0) {
    const known = lost.map(({ unit }) => unit.name);
    return refuse(findUnknown('component that a cluster has no more', [name], known));
  }
  const missing = findNotLost(
    name,
    clusters ?? [],
    there.map(({ unit }) => unit.cluster),
  );
  if (missing.length > 0) return refuse(missing);
  const meant = there.filter(({ unit }) => clusters?.includes(unit.cluster) ?? true);
  const text = editTombstones(
    context.tree.files.get(TOMBSTONES_FILE),
    meant.map(tombstoneOf).map(addComponent),
  );
  return { edits: [{ path: TOMBSTONES_FILE, text }], findings: [], next: nextSteps(name, meant) };
}

function tombstoneOf({ unit, unitFile }: LostUnit): ComponentTombstone {
  const written = parse(unitFile) as {
    readonly unit: { readonly project: string; readonly namespace: string };
  };
  const { project, namespace } = written.unit;
  return { name: unit.name, project, namespace, clusters: [unit.cluster] };
}

/** What Argo CD keeps behind a guard goes by hand, because nobody else knows when nothing needs it any more. */
function nextSteps(name: string, lost: readonly LostUnit[]): readonly string[] {
  const kept = sortedUnique(lost.flatMap(guardedObjects));
  return [
    'Run `meridian synth`, and commit the inputs and the output together. Argo CD then prunes what it had.',
    ...kept.map(
      (object) =>
        `The guard on ${object} keeps it, and what it installed or holds; ${name} stays OutOfSync until you delete it: \`kubectl --context CLUSTER delete ${object}\`.`,
    ),
    `Once that has happened in every cluster: \`meridian tombstones --drop component/${name}\`.`,
  ];
}

/** What Argo CD does not prune of it, as kubectl takes it. */
function guardedObjects({ manifests }: LostUnit): readonly string[] {
  return manifests
    .map((text) => parse(text) as Manifest)
    .filter(({ metadata }) =>
      Object.entries(GUARD).some(([key, value]) => metadata.annotations?.[key]?.startsWith(value)),
    )
    .map(({ kind, metadata: { name, namespace } }) =>
      [kind.toLowerCase(), name, ...(namespace === undefined ? [] : ['-n', namespace])].join(' '),
    );
}
