import type { Unit } from '../compile/unit';
import { sortedBy, sortedUnique } from '../core/text';
import { APP_KINDS, kindName } from '../gitops/permitted-kinds';
import type { NamespacePlan, Plan } from '../plan/plan';
import {
  addApp,
  addNamespace,
  type AppTombstone,
  type NamespaceTombstone,
  type TombstoneChange,
} from './edit-tombstones';

/** How far a synthesis came. */
export interface State {
  readonly plan: Plan;
  readonly units: readonly Unit[];
}

/** What the clusters hold, and nobody declares any more. One entry a name. */
export interface Gone {
  readonly apps: readonly AppTombstone[];
  readonly namespaces: readonly NamespaceTombstone[];
}

/** The units and namespaces that were there before, and are not after. */
export function findGone(before: State, after: State): Gone {
  const left = new Set(after.units.map(unitKey));
  const units = before.units.filter((unit) => unit.lane === 'apps' && !left.has(unitKey(unit)));
  const kept = new Set(after.plan.namespaces.map(namespaceKey));
  const namespaces = before.plan.namespaces.filter((namespace) => !kept.has(namespaceKey(namespace)));
  return mergeGone([
    {
      apps: units.map((unit) => appTombstone(unit, before.plan)),
      namespaces: namespaces.map(namespaceTombstone),
    },
  ]);
}

/** One entry a name, with all clusters. */
export function mergeGone(parts: readonly Gone[]): Gone {
  return {
    apps: mergeByName(
      parts.flatMap(({ apps }) => apps),
      (a, b) => ({
        ...b,
        clusters: sortedUnique([...a.clusters, ...b.clusters]),
        kinds: sortedUnique([...a.kinds, ...b.kinds]),
      }),
    ),
    namespaces: mergeByName(
      parts.flatMap(({ namespaces }) => namespaces),
      (a, b) => ({ ...b, exposed: a.exposed || b.exposed, quota: { ...a.quota, ...b.quota } }),
    ),
  };
}

function mergeByName<T extends { readonly name: string }>(
  entries: readonly T[],
  merge: (a: T, b: T) => T,
): readonly T[] {
  const merged = new Map<string, T>();
  for (const entry of entries) {
    const old = merged.get(entry.name);
    merged.set(entry.name, old === undefined ? entry : merge(old, entry));
  }
  return sortedBy(merged.values(), ({ name }) => name);
}

/** What has to be written down so that nothing of it is lost. */
export function tombstonesOf({ apps, namespaces }: Gone): readonly TombstoneChange[] {
  return [...apps.map(addApp), ...namespaces.map(addNamespace)];
}

function appTombstone(unit: Unit, plan: Plan): AppTombstone {
  const owner = plan.apps.find(({ app }) => app.name === unit.name)?.app.owner ?? '';
  const kinds = unit.objects.map(kindName).filter((kind) => !APP_KINDS.includes(kind));
  return { name: unit.name, owner, namespace: unit.namespace, clusters: [unit.cluster], kinds };
}

function namespaceTombstone({
  cluster,
  name,
  owner,
  criticality,
  cell,
  exposed,
  quota,
}: NamespacePlan): NamespaceTombstone {
  return { name, owner, criticality, cell, exposed, state: 'kept', quota: { [cluster.id]: { ...quota } } };
}

function unitKey({ cluster, lane, name }: Unit): string {
  return `${cluster} ${lane} ${name}`;
}

function namespaceKey({ cluster, name }: NamespacePlan): string {
  return `${cluster.id} ${name}`;
}
