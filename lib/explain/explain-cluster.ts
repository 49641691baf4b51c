import type { ClusterFile } from '../config/read-cluster';
import type { Diagnostic } from '../core/diagnostic';
import type { RawTree } from '../fleet/layers';
import type { ExplainedField } from './explained';
import { fieldsAt, unknownPath, valueOf, type NamedLayer } from './explain-field';
import { knownClusterPaths } from './known-paths';

/** Where each value of a row of the registry comes from: its own file, or its profile. */
export function explainCluster(cluster: ClusterFile, path: string): readonly ExplainedField[] | Diagnostic {
  const known = knownClusterPaths();
  const fields = fieldsAt(path, known);
  if (fields.length === 0) return unknownPath('field of a cluster', path, known);
  const layers = layersOf(cluster);
  return fields.map((field) => ({
    path: field.path.join('.'),
    values: [{ cluster: cluster.value.clusterId, placed: true, ...valueOf(layers, field) }],
  }));
}

function layersOf({ own, profile, file }: ClusterFile): readonly NamedLayer[] {
  const registry: NamedLayer = {
    kind: 'registry',
    name: file,
    values: own.raw as RawTree,
    source: { file: own, prefix: [] },
  };
  if (profile === undefined) return [registry];
  const { name, values } = profile;
  const source = profile.file && { source: { file: profile.file, prefix: [] } };
  return [{ kind: 'profile', name: `profile ${name}`, values, ...source }, registry];
}
