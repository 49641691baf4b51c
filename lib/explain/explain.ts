import type { AppFiles, Inputs } from '../config/inputs';
import type { Match } from '../config/overlay-schema';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import { appLayers } from '../fleet/app-layers';
import type { Cluster } from '../fleet/fleet';
import {
  fold,
  isTree,
  layerPosition,
  layerSets,
  layersFor,
  valueAt,
  type Layer,
  type LayerKind,
} from '../fleet/layers';
import { unknownName } from '../commands/messages';
import { knownPaths, type KnownPath } from './known-paths';

/** What one layer says about a value. */
export interface ExplainedLayer {
  readonly kind: LayerKind;
  readonly name: string;
  readonly match?: Match;
  /** As it was written; `null` removes. */
  readonly value: unknown;
  /** Absent for what is built in. */
  readonly at?: Position;
}

/** One value in one cluster. */
export interface ExplainedValue {
  readonly cluster: string;
  /** Whether the app runs there. */
  readonly placed: boolean;
  /** As it was written; undefined where nothing holds. */
  readonly value: unknown;
  /** Every layer that says something, the weakest first: the last one wins, and maps are merged. */
  readonly layers: readonly ExplainedLayer[];
}

/** One field of an app, in every cluster. */
export interface ExplainedField {
  readonly path: string;
  readonly values: readonly ExplainedValue[];
}

/** What is asked. */
export interface Question {
  readonly app: string;
  /** As in the contract, below `application`: "runtime.minReplicasPerRegion", or a whole map such as "runtime". */
  readonly path: string;
}

/**
 * Where each value of an app comes from, in each of the given clusters.
 * It takes inputs, not a fleet, so that it also explains values that do not fit together.
 */
export function explain(
  inputs: Inputs,
  clusters: readonly Cluster[],
  { app, path }: Question,
): readonly ExplainedField[] | Diagnostic {
  const files = inputs.apps.find(({ contract }) => contract.value.application.name === app);
  if (files === undefined) {
    const known = inputs.apps.map(({ contract }) => contract.value.application.name);
    return unknownName({
      what: 'app',
      name: app,
      suggestion: nearest(app, known),
      known,
    });
  }
  const fields = fieldsAt(path);
  if (fields.length === 0) return unknownPath(path);
  const layers = [...appLayers(files, inputs.fleet), ...ownLayer(files)];
  return fields.map((field) => ({
    path: field.path.join('.'),
    values: clusters.map((cluster) => explainIn(cluster, files, layersFor(layers, cluster), field)),
  }));
}

function unknownPath(path: string): Diagnostic {
  const known = knownPaths().map((field) => field.path.join('.'));
  const last = path.slice(path.lastIndexOf('.') + 1);
  const suggestion = nearest(path, known) ?? known.find((name) => name.endsWith(`.${last}`));
  return unknownName({ what: 'field of a contract', name: path, suggestion, known });
}

function fieldsAt(text: string): readonly KnownPath[] {
  const wanted = text.replace(/^application\./, '').split('.');
  return knownPaths().flatMap((field): KnownPath[] => {
    const { path, open } = field;
    const shared = Math.min(path.length, wanted.length);
    if (path.slice(0, shared).join('.') !== wanted.slice(0, shared).join('.')) return [];
    if (wanted.length <= path.length) return [field];
    return open ? [{ path: wanted, open: false, optionalDepth: path.length }] : [];
  });
}

/** Fields of the contract that are no facets: no overlay can set them. */
function ownLayer({ contract }: AppFiles): readonly Layer[] {
  const { application } = contract.raw as { readonly application: Readonly<Record<string, unknown>> };
  const values = Object.fromEntries(Object.entries(application).filter(([, value]) => !isTree(value)));
  return [
    { kind: 'contract', name: 'application', values, source: { file: contract, prefix: ['application'] } },
  ];
}

function explainIn(
  cluster: Cluster,
  files: AppFiles,
  layers: readonly Layer[],
  field: KnownPath,
): ExplainedValue {
  const { path } = field;
  const said = layers.flatMap((layer): ExplainedLayer[] => {
    const set = layerSets(layer, path);
    const at = layerPosition(layer, path);
    if (set === undefined) return [];
    const place = at === undefined ? {} : { at };
    return [
      {
        kind: layer.kind,
        name: layer.name,
        value: set.value,
        ...place,
        ...(layer.match && { match: layer.match }),
      },
    ];
  });
  const folded = fold(layers);
  const fallback = defaultOf(field, folded);
  return {
    cluster: cluster.id,
    placed: isPlaced(cluster, files),
    value: valueAt(folded, path) ?? fallback,
    layers: [
      ...(fallback === undefined ? [] : [{ kind: 'default' as const, name: 'default', value: fallback }]),
      ...said,
    ],
  };
}

function defaultOf({ path, optionalDepth, default: fallback }: KnownPath, folded: unknown): unknown {
  const absent = optionalDepth > 0 && valueAt(folded, path.slice(0, optionalDepth)) === undefined;
  return absent ? undefined : fallback;
}

function isPlaced(cluster: Cluster, { contract }: AppFiles): boolean {
  const { regions, clusters } = contract.value.application;
  return (
    regions.includes(`${cluster.provider}:${cluster.region}`) && (clusters?.includes(cluster.id) ?? true)
  );
}
