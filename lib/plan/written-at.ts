import type { Path } from '../config/located';
import type { Position } from '../core/diagnostic';
import { appLayers } from '../fleet/app-layers';
import type { App, Cluster } from '../fleet/fleet';
import { layerPosition, layerSets, layersFor, type Layer } from '../fleet/layers';

/** Where the value that counts in a cluster was written; a list is written as a whole. */
export function writtenAt(app: App, cluster: Cluster, path: Path): Position {
  const layers: readonly Layer[] = layersFor(appLayers(app.files, app.fleetSource), cluster);
  const list = path.findIndex((step) => typeof step === 'number');
  const whole = list < 0 ? path : path.slice(0, list);
  const layer = [...layers].reverse().find((candidate) => layerSets(candidate, whole) !== undefined);
  const at = layer && layerPosition(layer, path);
  return at ?? app.files.contract.at(['application', ...path]);
}
