import type { Position } from '../core/diagnostic';
import type { Located, Path } from '../config/located';
import { appLayers } from '../fleet/app-layers';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import { baselineLayers } from '../fleet/fleet-layers';
import { fold, layerPosition, layerSets, layersFor, leafPaths, valueAt, type Layer } from '../fleet/layers';

/** A value that a cluster has and most others do not, and who says so. */
export interface Drift {
  /** An app, or `baseline`, `clusters`, `versions`, `policy`. */
  readonly subject: string;
  /** How far apart its clusters are: the share of its values, counted in every cluster, that are not the usual ones. */
  readonly score: string;
  readonly field: string;
  readonly cluster: string;
  readonly value: string;
  /** The layer that wins: "overlays[0]", "ring early", "registry". */
  readonly layer: string;
  /** Where it stands, as file:line. */
  readonly origin: string;
}

/** One value of a subject in one cluster. */
interface Said {
  readonly value: unknown;
  readonly layer: string;
  readonly at: () => Position | undefined;
}

/** Everything about a subject that may differ, by field and cluster. */
interface Subject {
  readonly name: string;
  readonly clusters: readonly Cluster[];
  readonly fields: readonly { readonly field: string; readonly in: (cluster: Cluster) => Said }[];
}

/** Fields of the registry by which clusters are made differently. */
const REGISTRY_FIELDS = [
  'environment',
  'purpose',
  'criticality',
  'service',
  'nodes',
  'capacityBuffer',
  'autonomy',
  'networkMode',
  'identityMode',
  'entrypoint',
  'observabilityProfile',
  'policyProfile',
  'backupProfile',
  'upgradeChannel',
  'mesh',
  'multiClusterServices',
] as const;

/** Every declared difference between the clusters of a fleet. What is not declared is a finding of synth, or of Argo CD. */
export function driftOf(fleet: Fleet): readonly Drift[] {
  const { clusters } = fleet;
  return [
    { name: 'baseline', clusters, fields: layeredFields(clusters, baselineLayers(fleet.source)) },
    { name: 'clusters', clusters, fields: registryFields() },
    { name: 'versions', clusters, fields: versionFields(fleet) },
    { name: 'policy', clusters, fields: policyFields(fleet) },
    ...fleet.apps.map(appSubject),
  ].flatMap(driftIn);
}

function appSubject(app: App): Subject {
  const { clusters, files, fleetSource } = app;
  const release = {
    field: 'release',
    in: (cluster: Cluster): Said => ({
      value: app.in(cluster).release?.version,
      layer: `ring ${cluster.ring.name}`,
      at: () => files.releases?.at(['rings', cluster.ring.name]),
    }),
  };
  return {
    name: app.name,
    clusters,
    fields: [...layeredFields(clusters, appLayers(files, fleetSource)), release],
  };
}

function layeredFields(clusters: readonly Cluster[], layers: readonly Layer[]): Subject['fields'] {
  const here = new Map(clusters.map((cluster) => [cluster, layersFor(layers, cluster)]));
  const trees = new Map([...here].map(([cluster, those]) => [cluster, fold(those)]));
  const paths = new Map(
    [...trees.values()].flatMap((tree) => leafPaths(tree).map((path) => [path.join('.'), path] as const)),
  );
  return [...paths].map(([field, path]) => ({
    field,
    in: (cluster) => {
      const winner = here.get(cluster)?.findLast((layer) => layerSets(layer, path) !== undefined);
      return {
        value: valueAt(trees.get(cluster), path),
        layer: winner?.name ?? 'default',
        at: () => (winner === undefined ? undefined : layerPosition(winner, path)),
      };
    },
  }));
}

function registryFields(): Subject['fields'] {
  return REGISTRY_FIELDS.map((field) => ({
    field,
    in: ({ source }) => ({
      value: source.value[field],
      layer: registryLayer(source, field),
      at: () => source.at([field]),
    }),
  }));
}

/** Whether the cluster's own file says it, or the profile that it names. */
function registryLayer({ own, profile }: Cluster['source'], field: string): string {
  if (valueAt(own.raw, [field]) !== undefined) return 'registry';
  return profile?.values[field] === undefined ? 'default' : `profile ${profile.name}`;
}

function policyFields(fleet: Fleet): Subject['fields'] {
  const rules = new Set(fleet.clusters.flatMap((cluster) => [...fleet.policy.of(cluster).modes.keys()]));
  return [...rules].map((rule) =>
    ringField(fleet, rule, (cluster) => fleet.policy.of(cluster).modes.get(rule), ['policy', 'enforcement']),
  );
}

/** What a cluster runs: as its own file says, then as that of its ring does, and then as it is built in. */
function versionFields({ clusters, versions }: Fleet): Subject['fields'] {
  const charts = Object.keys(clusters[0]?.charts ?? {}) as (keyof Cluster['charts'])[];
  const field = (
    name: string,
    path: Path,
    valueIn: (cluster: Cluster) => string,
  ): Subject['fields'][number] => ({
    field: name,
    in: (cluster) => {
      const file = versions.get(cluster.ring.name)?.file;
      const own = name === 'kubernetes' && cluster.source.value.kubernetesVersion !== undefined;
      const isSaid = valueAt(file?.raw, path) !== undefined;
      return {
        value: valueIn(cluster),
        layer: own ? 'registry' : isSaid ? `ring ${cluster.ring.name}` : 'default',
        at: () => (own ? cluster.source.at(['kubernetesVersion']) : isSaid ? file?.at(path) : undefined),
      };
    },
  });
  return [
    field('kubernetes', ['kubernetes'], ({ kubernetes }) => kubernetes),
    field('istio', ['istio', 'active'], ({ istio }) => istio.active),
    ...charts.map((chart) => field(chart, ['charts', chart], (cluster) => cluster.charts[chart])),
  ];
}

/** What the ring of a cluster decides; where fleet.yaml says nothing of the ring, it is the default. */
function ringField(
  { source }: { readonly source: Located<unknown> },
  field: string,
  valueIn: (cluster: Cluster) => unknown,
  path: Path,
): Subject['fields'][number] {
  return {
    field,
    in: (cluster) => {
      const place = [...path, cluster.ring.name];
      const isSaid = valueAt(source.raw, place) !== undefined;
      return {
        value: valueIn(cluster),
        layer: isSaid ? `ring ${cluster.ring.name}` : 'default',
        at: () => (isSaid ? source.at(place) : undefined),
      };
    },
  };
}

function driftIn({ name, clusters, fields }: Subject): readonly Drift[] {
  const found = fields.flatMap(({ field, in: valueIn }) => {
    const said = clusters.map((cluster) => ({ cluster, ...valueIn(cluster) }));
    const texts = said.map(({ value }) => JSON.stringify(value) ?? '');
    const usual = mostFrequent(texts);
    return said
      .filter((_, place) => texts[place] !== usual)
      .map(({ cluster, value, layer, at }) => ({
        field,
        cluster: cluster.id,
        value: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
        layer,
        origin: placeOf(at()),
      }));
  });
  const all = fields.length * clusters.length;
  const score = `${((100 * found.length) / Math.max(all, 1)).toFixed(1)} %`;
  return found.map((row) => ({ subject: name, score, ...row }));
}

/** Of those that are equally frequent, the one of the last cluster: rings end there. */
function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return texts.findLast((text) => counts.get(text) === most) ?? '';
}

function placeOf(at: Position | undefined): string {
  return at === undefined ? '' : `${at.file}:${at.line}`;
}
