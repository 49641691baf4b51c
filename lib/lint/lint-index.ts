import type { Compiled } from '../compile/unit';
import type { Cluster } from '../fleet/fleet';
import type { AppPlan, Plan } from '../plan/plan';
import { entryOf, type LintEntry } from './lint-entry';
import { podTemplateOf, type PodTemplate } from './pod-template';

/** What a rule looks at: the decisions, and what was made of them. */
export interface LintInput {
  readonly plan: Plan;
  readonly compiled: Compiled;
  /** The functions of apps that have a resources.ts, by the app's name: what their units hold may come from there. */
  readonly resources?: Readonly<Record<string, unknown>>;
}

/** Everything that was compiled, filed once for all rules. */
export interface LintIndex extends LintInput {
  readonly entries: readonly LintEntry[];
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly apps: ReadonlyMap<string, AppPlan>;
  readonly podTemplates: readonly PodTemplate[];
  readonly ofType: (type: string) => readonly LintEntry[];
  /** Objects of a type in one namespace of one cluster. */
  readonly within: (type: string, cluster: string, namespace: string) => readonly LintEntry[];
  readonly podTemplatesIn: (cluster: string, namespace: string) => readonly PodTemplate[];
}

/** Files everything that was compiled, once. */
export function lintIndex(input: LintInput): LintIndex {
  const { plan, compiled } = input;
  const entries = [
    ...compiled.units.flatMap((unit) =>
      unit.objects.map((object) => entryOf(object, unit.cluster, { unit })),
    ),
    ...compiled.folders.flatMap(({ cluster, directory, objects }) =>
      objects.map((object) => entryOf(object, cluster, { folder: directory })),
    ),
  ];
  const podTemplates = entries.flatMap((entry) => podTemplateOf(entry) ?? []);
  const byType = groups(entries, (entry) => entry.type);
  const byPlace = groups(entries, ({ type, cluster, namespace }) => `${type} ${cluster} ${namespace}`);
  const templatesByPlace = groups(podTemplates, ({ entry }) => `${entry.cluster} ${entry.namespace}`);
  return {
    ...input,
    entries,
    clusters: new Map(plan.fleet.clusters.map((cluster) => [cluster.id, cluster])),
    apps: new Map(plan.apps.map((app) => [app.app.name, app])),
    podTemplates,
    ofType: (type) => byType.get(type) ?? [],
    within: (type, cluster, namespace) => byPlace.get(`${type} ${cluster} ${namespace}`) ?? [],
    podTemplatesIn: (cluster, namespace) => templatesByPlace.get(`${cluster} ${namespace}`) ?? [],
  };
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const result = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = result.get(key);
    if (group === undefined) result.set(key, [item]);
    else group.push(item);
  }
  return result;
}
