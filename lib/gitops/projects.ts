import type { Construct } from 'constructs';
import { AppProject, type AppProjectSpecClusterResourceWhitelist } from '../../imports/argoproj.io';
import type { Unit } from '../compile/unit';
import { groupOf, type Manifest } from '../core/manifest';
import { sortedBy, sortedUnique } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { clusterLabels } from '../plan/labels';
import { leftoversOf } from '../plan/leftovers';
import { ARGOCD_NAMESPACE, BASELINE_PROJECT, CHART_UNITS_PROJECT, CHARTS_PROJECT } from '../plan/names';
import type { Plan } from '../plan/plan';
import { CHART_CLUSTER_KINDS, chartSources } from './chart-projects';
import { APP_KINDS, BASELINE_KINDS, kindName, permittedKinds } from './permitted-kinds';
import { GUARD } from '../plan/sync';

/** Earlier than the ApplicationSets, which refuse a unit whose project is not there. */
const PROJECTS_WAVE = { 'argocd.argoproj.io/sync-wave': '-1' } as const;

interface Permissions {
  readonly name: string;
  /** Where its Applications may take their objects from. @default the repository of the fleet */
  readonly repositories?: readonly string[];
  readonly description: string;
  readonly namespaces: readonly string[];
  readonly clusterKinds: AppProjectSpecClusterResourceWhitelist[];
  /** Namespaced kinds, as `<Kind>.<group>`. */
  readonly kinds: readonly string[];
}

/** One project for the baseline, and one a team: what their units hold, what tombstones say they held, and nothing else. */
export function buildProjects(scope: Construct, plan: Plan, cluster: Cluster, units: readonly Unit[]): void {
  const owned = new Map<string, Unit[]>([[BASELINE_PROJECT, []]]);
  for (const unit of units) {
    const own = owned.get(unit.project);
    if (own === undefined) owned.set(unit.project, [unit]);
    else own.push(unit);
  }
  for (const [name, own] of sortedBy(owned, ([project]) => project))
    buildProject(scope, plan, cluster, permissionsOf(name, plan, cluster, own));
  const charts = ofCharts(units);
  if (charts !== undefined) buildProject(scope, plan, cluster, charts);
}

function permissionsOf(name: string, plan: Plan, cluster: Cluster, units: readonly Unit[]): Permissions {
  if (name === BASELINE_PROJECT) return ofBaseline(plan, cluster, units);
  return name === CHART_UNITS_PROJECT ? ofChartUnits(units) : ofTeam(name, plan, cluster, units);
}

function buildProject(scope: Construct, { fleet }: Plan, cluster: Cluster, permissions: Permissions): void {
  const { name, description, namespaces, clusterKinds, kinds } = permissions;
  const { repositories = [fleet.repository.url] } = permissions;
  new AppProject(scope, `${name}-project`, {
    metadata: {
      name,
      namespace: ARGOCD_NAMESPACE,
      labels: clusterLabels(cluster),
      annotations: { ...GUARD, ...PROJECTS_WAVE },
    },
    spec: {
      description,
      sourceRepos: [...repositories],
      destinations: sortedUnique(namespaces).map((namespace) => ({ name: cluster.id, namespace })),
      clusterResourceWhitelist: clusterKinds,
      namespaceResourceWhitelist: permittedKinds(kinds),
    },
  });
}

/** Namespaces by the plan, not by their units: the unit of one that is being removed holds nothing any more. */
function ofBaseline(plan: Plan, cluster: Cluster, units: readonly Unit[]): Permissions {
  const objects = units.flatMap((unit) => unit.objects);
  const namespaces = plan.namespaces
    .filter((namespace) => namespace.cluster.id === cluster.id)
    .map(({ name }) => name);
  const named = [
    ...objects.filter((object) => object.metadata.namespace === undefined).map(clusterKind),
    ...namespaces.map((name) => ({ group: '', kind: 'Namespace', name })),
  ];
  const byKey = new Map(named.map((entry) => [`${entry.group}/${entry.kind}/${entry.name}`, entry]));
  return {
    name: BASELINE_PROJECT,
    description: 'What every cluster of the fleet has, and the namespaces of the apps.',
    namespaces: [...namespaces, ...namespacesOf(units)],
    clusterKinds: sortedBy(byKey.keys(), (key) => key).flatMap((key) => byKey.get(key) ?? []),
    kinds: [
      ...BASELINE_KINDS,
      ...objects.filter((object) => object.metadata.namespace !== undefined).map(kindName),
    ],
  };
}

function clusterKind({ apiVersion, kind, metadata }: Manifest): {
  group: string;
  kind: string;
  name: string;
} {
  return { group: groupOf(apiVersion), kind, name: metadata.name };
}

/** A team has no say beyond its namespaces: nothing that belongs to the cluster as a whole. */
function ofTeam(name: string, plan: Plan, cluster: Cluster, units: readonly Unit[]): Permissions {
  const leftovers = leftoversOf(plan, cluster).filter(({ project }) => project === name);
  return {
    name,
    description: `The apps of ${name}.`,
    namespaces: [...namespacesOf(units), ...leftovers.map(({ namespace }) => namespace)],
    clusterKinds: [],
    kinds: [
      ...APP_KINDS,
      ...units.flatMap((unit) => unit.objects.map(kindName)),
      ...leftovers.flatMap((leftover) => leftover.kinds),
    ],
  };
}

/** Who may write an Application could give himself any project: these units hold nothing else, and nobody else may. */
function ofChartUnits(units: readonly Unit[]): Permissions {
  return {
    name: CHART_UNITS_PROJECT,
    description: 'The Applications of charts that every cluster of the fleet has.',
    namespaces: namespacesOf(units),
    clusterKinds: [],
    kinds: ['Application.argoproj.io'],
  };
}

function ofCharts(units: readonly Unit[]): Permissions | undefined {
  const sources = chartSources(units);
  return (
    sources && {
      name: CHARTS_PROJECT,
      description: 'What the charts hold.',
      clusterKinds: CHART_CLUSTER_KINDS,
      ...sources,
    }
  );
}

function namespacesOf(units: readonly Unit[]): readonly string[] {
  const found = new Set<string>();
  for (const { namespace, objects } of units) {
    found.add(namespace);
    for (const { metadata } of objects) if (metadata.namespace !== undefined) found.add(metadata.namespace);
  }
  return [...found];
}
