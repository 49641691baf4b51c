import { objectOf, shown, textOf, valueAt } from '../../core/json';
import type { JsonObject } from '../../core/manifest';
import { listed, sortedUnique } from '../../core/text';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { matches } from '../../fleet/match';
import { backupSets } from '../../plan/backups/backup-sets';
import { argoApplications } from '../argo-application';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** Clusters that nothing tells apart, in the registry and in the overlays, have the same of what all clusters have. */
export const clustersAlikeAgree = defineRule({
  name: 'cluster-drift',
  reason:
    'A difference that nobody declared is found by whoever looks for a fault in one cluster and trusts what he knows of another.',
  check(index, find) {
    const { fleet } = index.plan;
    for (const [first, ...others] of groupsOf(fleet)) {
      for (const other of others) {
        const apart = toldApart(fleet, first, other);
        compare(inventoryOf(first, index, apart), inventoryOf(other, index, apart), find);
      }
    }
  },
});

const POLICY = 'ValidatingAdmissionPolicy.admissionregistration.k8s.io';

/** What clusters are told apart by, on purpose or because they are two. */
const OWN: ReadonlySet<string> = new Set([
  'access',
  'account',
  'backup',
  'lastDrill',
  'profile',
  'clusterId',
  'region',
  'zones',
  'networks',
  'capacity',
  'reason',
  'purpose',
  'ownerTeam',
  'criticality',
  'state',
  'traffic',
  'nextUpgradeWindow',
]);

/** Labels of a namespace that say where it is, or whose it is. */
const PLACE: ReadonlySet<string> = new Set([
  'cluster',
  'region',
  'criticality',
  'team',
  'cell',
  'service',
  'topology.istio.io/network',
  'meridian.dev/exposure',
]);

type Group = readonly [Cluster, ...Cluster[]];

function groupsOf(fleet: Fleet): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const cluster of fleet.clusters) {
    const key = declarationOf(fleet, cluster);
    const group = groups.get(key);
    groups.set(key, group === undefined ? [cluster] : [...group, cluster]);
  }
  return [...groups.values()];
}

/** Components for which an overlay says something else of the one cluster than of the other. */
function toldApart({ source }: Fleet, first: Cluster, other: Cluster): ReadonlySet<string> {
  const apart = source.value.overlays.filter(
    ({ match }) => matches(match as never, first) !== matches(match as never, other),
  );
  return new Set(apart.flatMap(({ baseline }) => Object.keys(baseline ?? {})));
}

/**
 * Everything that the registry says of a cluster, as one text. Where its backups lie is its own; that it has none, because
 * nobody said where or no app is there, is told elsewhere and is no drift.
 */
function declarationOf(fleet: Fleet, cluster: Cluster): string {
  const registry = Object.entries(cluster.source.value).filter(([key]) => !OWN.has(key));
  const isBackedUp = backupSets(fleet, cluster).length > 0;
  return JSON.stringify([Object.fromEntries(registry), cluster.ring.name, isBackedUp]);
}

/** What a cluster has: a name for each thing, the object that shows it, and what must be equal of it. */
interface Inventory {
  readonly cluster: string;
  readonly things: ReadonlyMap<string, Thing>;
}
interface Thing {
  readonly entry: LintEntry;
  readonly field: string;
  readonly facts: Readonly<Record<string, string>>;
}

function inventoryOf({ id }: Cluster, index: LintIndex, apart: ReadonlySet<string>): Inventory {
  return {
    cluster: id,
    things: new Map(
      [...charts(id, index), ...namespaces(id, index), ...policies(id, index)].filter(
        ([, { entry }]) => !apart.has(entry.unit?.name ?? ''),
      ),
    ),
  };
}

type Named = readonly [name: string, thing: Thing];

function charts(cluster: string, index: LintIndex): readonly Named[] {
  const applications = argoApplications(index).filter(
    ({ entry }) => entry.cluster === cluster && entry.unit?.lane === 'baseline',
  );
  return applications.flatMap(({ entry, sources }) =>
    sources.flatMap(({ source, field }): Named[] => {
      const chart = textOf(valueAt(source, 'chart'));
      if (chart === undefined) return [];
      const version = shown(valueAt(source, 'targetRevision') ?? '');
      return [[`the chart ${chart} of ${entry.unit?.name ?? ''}`, { entry, field, facts: { version } }]];
    }),
  );
}

function namespaces(cluster: string, index: LintIndex): readonly Named[] {
  return index.within('Namespace', cluster, '').map((entry) => {
    const facts = labelsOf(entry.object.metadata.labels);
    return [`the namespace ${entry.name}`, { entry, field: 'metadata.labels', facts }];
  });
}

function policies(cluster: string, index: LintIndex): readonly Named[] {
  return index.within(POLICY, cluster, '').map((entry) => {
    const facts = { spec: JSON.stringify(objectOf(entry.object['spec'])) };
    return [`the policy ${entry.name}`, { entry, field: 'spec', facts }];
  });
}

function labelsOf(labels: JsonObject | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(labels)).flatMap(([key, value]) => (PLACE.has(key) ? [] : [[key, shown(value)]])),
  );
}

/** Apps, and so their namespaces, are where their contracts place them. */
function followsApps(name: string): boolean {
  return name.startsWith('the namespace ');
}

function compare(first: Inventory, other: Inventory, find: Find): void {
  for (const [name, { entry, field, facts }] of other.things) {
    const same = first.things.get(name);
    if (same === undefined && followsApps(name)) continue;
    if (same === undefined) {
      find(entry, 'metadata.name', `is ${name}, which ${first.cluster} does not have`, remedyFor(first));
      continue;
    }
    const differing = sortedUnique([...Object.keys(facts), ...Object.keys(same.facts)]).filter(
      (key) => facts[key] !== same.facts[key],
    );
    if (differing.length === 0) continue;
    find(entry, field, `differs from ${name} in ${first.cluster}: ${listed(differing)}`, remedyFor(first));
  }
  for (const [name, { entry }] of first.things)
    if (!other.things.has(name) && !followsApps(name))
      find(entry, 'metadata.name', `is ${name}, which ${other.cluster} does not have`, remedyFor(other));
}

function remedyFor({ cluster }: Inventory): string {
  return `Make both alike, or declare what tells ${cluster} apart: an overlay, a ring, or a field of the registry.`;
}
