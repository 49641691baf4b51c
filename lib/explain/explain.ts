import type { AppFiles, Inputs } from '../config/inputs';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { appLayers } from '../fleet/app-layers';
import type { Cluster } from '../fleet/fleet';
import { isTree, layersFor, type Layer } from '../fleet/layers';
import { unknownName } from '../commands/messages';
import type { ExplainedField } from './explained';
import { fieldsAt, unknownPath, valueOf } from './explain-field';
import { knownPaths } from './known-paths';

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
  const known = knownPaths();
  const fields = fieldsAt(path.replace(/^application\./, ''), known);
  if (fields.length === 0) return unknownPath('field of a contract', path, known);
  const layers = [...appLayers(files, inputs.fleet), ...ownLayer(files)];
  return fields.map((field) => ({
    path: field.path.join('.'),
    values: clusters.map((cluster) => ({
      cluster: cluster.id,
      placed: isPlaced(cluster, files),
      ...valueOf(layersFor(layers, cluster), field),
    })),
  }));
}

/** Fields of the contract that are no facets: no overlay can set them. */
function ownLayer({ contract }: AppFiles): readonly Layer[] {
  const { application } = contract.raw as { readonly application: Readonly<Record<string, unknown>> };
  const values = Object.fromEntries(Object.entries(application).filter(([, value]) => !isTree(value)));
  return [
    { kind: 'contract', name: 'application', values, source: { file: contract, prefix: ['application'] } },
  ];
}

function isPlaced(cluster: Cluster, { contract }: AppFiles): boolean {
  const { regions, clusters } = contract.value.application;
  return (
    regions.includes(`${cluster.provider}:${cluster.region}`) && (clusters?.includes(cluster.id) ?? true)
  );
}
