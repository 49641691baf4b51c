import type { Compiled, Unit } from '../compile/unit';
import type { Cluster } from '../fleet/fleet';
import type { AppPlan, Plan } from '../plan/plan';
import { entryMaker, type LintEntry } from './lint-entry';
import type { Reachability } from '../simulate/reachability';
import { podTemplateOf, type PodTemplate } from './pod-template';
import { reachabilityOf } from './reachability-of';
import { trafficRule, type TrafficRule } from './traffic-policy';

/** What a rule looks at: the decisions, and what was made of them. */
export interface LintInput {
  readonly plan: Plan;
  readonly compiled: Compiled;
  /** The functions of apps that have a resources.ts, by the app's name: what their units hold may come from there. */
  readonly resources?: Readonly<Record<string, unknown>>;
  /** Today, as 2027-01-31; findings alone depend on it. @default - nothing has expired */
  readonly today?: string | undefined;
}

/** Everything that was compiled, filed once for all rules. */
export interface LintIndex extends LintInput {
  readonly entries: readonly LintEntry[];
  readonly clusters: ReadonlyMap<string, Cluster>;
  readonly apps: ReadonlyMap<string, AppPlan>;
  readonly podTemplates: readonly PodTemplate[];
  /** Who certainly reaches whom. */
  readonly network: Reachability;
  /** Every DestinationRule. */
  readonly trafficRules: readonly TrafficRule[];
  readonly ofType: (type: string) => readonly LintEntry[];
  /** Objects of a type in one namespace of one cluster. */
  readonly within: (type: string, cluster: string, namespace: string) => readonly LintEntry[];
  readonly entriesOf: (unit: Unit) => readonly LintEntry[];
  readonly podTemplatesOf: (unit: Unit) => readonly PodTemplate[];
  readonly podTemplatesIn: (cluster: string, namespace: string) => readonly PodTemplate[];
}

/** What lies in one namespace of one cluster, or belongs to the cluster as a whole. */
interface Space {
  readonly byType: Map<string, LintEntry[]>;
  readonly podTemplates: PodTemplate[];
}

/** Files everything that was compiled, once. */
export function lintIndex(input: LintInput): LintIndex {
  const { plan, compiled } = input;
  const entryOf = entryMaker();
  const byUnit = new Map(
    compiled.units.map((unit) => [
      unit,
      unit.objects.map((object) => entryOf(object, unit.cluster, { unit })),
    ]),
  );
  const outside = compiled.folders.flatMap(({ cluster, directory, objects }) =>
    objects.map((object) => entryOf(object, cluster, { folder: directory })),
  );
  const entries = [...byUnit.values(), outside].flat();
  const podTemplates = entries.flatMap((entry) => podTemplateOf(entry) ?? []);
  const byType = groups(entries, (entry) => entry.type);
  const templatesByUnit = groups(podTemplates, ({ entry }) => entry.unit);
  const spaceOf = spacesOf(entries, podTemplates);
  const ofType = (type: string): readonly LintEntry[] => byType.get(type) ?? [];
  return {
    ...input,
    entries,
    clusters: new Map(plan.fleet.clusters.map((cluster) => [cluster.id, cluster])),
    apps: new Map(plan.apps.map((app) => [app.app.name, app])),
    podTemplates,
    trafficRules: (byType.get('DestinationRule.networking.istio.io') ?? []).map(trafficRule),
    ofType,
    network: reachabilityOf({ plan, ofType }, 'closed'),
    within: (type, cluster, namespace) => spaceOf(cluster, namespace)?.byType.get(type) ?? [],
    entriesOf: (unit) => byUnit.get(unit) ?? [],
    podTemplatesOf: (unit) => templatesByUnit.get(unit) ?? [],
    podTemplatesIn: (cluster, namespace) => spaceOf(cluster, namespace)?.podTemplates ?? [],
  };
}

/** Maps inside maps: a text of several parts would be built and hashed anew for every object. */
function spacesOf(
  entries: readonly LintEntry[],
  podTemplates: readonly PodTemplate[],
): (cluster: string, namespace: string) => Space | undefined {
  const clusters = new Map<string, Map<string, Space>>();
  const open = ({ cluster, namespace }: LintEntry): Space => {
    const spaces = clusters.get(cluster) ?? new Map<string, Space>();
    clusters.set(cluster, spaces);
    const space = spaces.get(namespace) ?? { byType: new Map(), podTemplates: [] };
    spaces.set(namespace, space);
    return space;
  };
  for (const entry of entries) push(open(entry).byType, entry.type, entry);
  for (const template of podTemplates) open(template.entry).podTemplates.push(template);
  return (cluster, namespace) => clusters.get(cluster)?.get(namespace);
}

function groups<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const result = new Map<K, T[]>();
  for (const item of items) push(result, keyOf(item), item);
  return result;
}

function push<T, K>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
