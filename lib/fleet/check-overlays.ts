import { MATCH_KEYS } from '../config/overlay-schema';
import type { Diagnostic } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import { pathText, shown } from '../config/validate';
import { appLayers } from './app-layers';
import type { App, Cluster } from './fleet';
import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import { baselineLayers, overlayLayers } from './fleet-layers';
import { isTree, layerPosition, layerSets, layersFor, leafPaths, valueAt, type Layer } from './layers';
import { compareSpecificity, matches, matchValue } from './match';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** What all clusters must agree on, because callers in one meet the app in another: no overlay can set it. */
const FLEET_WIDE: readonly string[] = [
  'data',
  'calls.to',
  'calls.from',
  'runtime.port',
  'runtime.ports',
  'traffic.exposure',
  'traffic.failover',
  'traffic.hosts',
  'traffic.routing',
];

/** Checks every overlay of the fleet and of its apps: it must match something, set something, and contradict nobody. */
export function checkOverlays(fleet: Located<FleetInput>, clusters: readonly Cluster[], apps: readonly App[], report: Report): void {
  const shared = overlayLayers(fleet, 'application');
  const baseline = baselineLayers(fleet);
  const survivors = new Map<string, Survival>();
  for (const layer of uniqueByMatch([...shared, ...baseline])) checkMatch(layer, clusters, 'of the fleet', report);
  for (const layer of shared) checkFleetWide(layer, report);
  checkLayers(baseline, clusters, survivors, report);
  for (const app of apps) {
    const layers = appLayers(app.files, fleet);
    for (const layer of layers) {
      if (layer.kind !== 'app overlay') continue;
      checkMatch(layer, app.clusters, `that ${app.name} is placed in`, report, clusters);
      checkFleetWide(layer, report);
    }
    checkLayers(layers, app.clusters, survivors, report);
  }
  reportWithoutEffect(survivors, report);
}

function uniqueByMatch(layers: readonly Layer[]): readonly Layer[] {
  const seen = new Set<unknown>();
  return layers.filter((layer) => layer.match !== undefined && !seen.has(layer.match) && seen.add(layer.match));
}

function checkMatch(layer: Layer, clusters: readonly Cluster[], where: string, report: Report, all = clusters): void {
  const match = layer.match ?? {};
  const prefix = [...(layer.source?.prefix ?? [])].slice(0, 2);
  let unknown = false;
  for (const key of MATCH_KEYS) {
    const known = sortedUnique(all.map((cluster) => matchValue(cluster, key)));
    for (const name of [match[key] ?? []].flat()) {
      if (known.includes(name)) continue;
      unknown = true;
      const at = layer.source?.file.at([...prefix, 'match', key]);
      report(say.unknownReference({ at, what: key, name, suggestion: nearest(name, known), known }));
    }
  }
  if (unknown || clusters.some((cluster) => matches(match, cluster))) return;
  report(say.overlayMatchesNothing({ at: layer.source?.file.at([...prefix, 'match']), where }));
}

function checkFleetWide(layer: Layer, report: Report): void {
  for (const path of leafPaths(layer.values)) {
    const text = path.join('.');
    if (!FLEET_WIDE.some((field) => text === field || text.startsWith(`${field}.`))) continue;
    report(say.overlayWithoutEffect({ at: layerPosition(layer, path), path: text, winners: [] }));
  }
}

/** Whether the value that an overlay sets at a path ever wins, and which layers beat it. */
interface Survival {
  readonly layer: Layer;
  readonly path: readonly string[];
  wins: boolean;
  readonly winners: Set<string>;
}

function checkLayers(layers: readonly Layer[], clusters: readonly Cluster[], survivors: Map<string, Survival>, report: Report): void {
  if (!layers.some((layer) => layer.match !== undefined)) return;
  for (const cluster of clusters) {
    const applicable = layersFor(layers, cluster);
    for (const [index, layer] of applicable.entries()) {
      if (layer.match === undefined) continue;
      for (const path of leafPaths(layer.values)) {
        const later = applicable.slice(index + 1);
        recordSurvival(layer, path, later, survivors);
        checkConflict(layer, path, later, cluster, report);
      }
    }
  }
}

function recordSurvival(layer: Layer, path: readonly string[], later: readonly Layer[], survivors: Map<string, Survival>): void {
  const key = `${layer.source?.file.file} ${layer.source?.prefix.join('.')} ${path.join('.')}`;
  const survival = survivors.get(key) ?? { layer, path, wins: false, winners: new Set<string>() };
  survivors.set(key, survival);
  const winner = later.find((candidate) => layerSets(candidate, path) !== undefined);
  if (winner === undefined) survival.wins = true;
  else survival.winners.add(`${winner.name}${winner.source === undefined ? '' : ` of ${winner.source.file.file}`}`);
}

function reportWithoutEffect(survivors: ReadonlyMap<string, Survival>, report: Report): void {
  for (const { layer, path, wins, winners } of survivors.values()) {
    if (wins) continue;
    report(say.overlayWithoutEffect({ at: layerPosition(layer, path), path: pathText(path), winners: sortedUnique(winners) }));
  }
}

function checkConflict(layer: Layer, path: readonly string[], later: readonly Layer[], cluster: Cluster, report: Report): void {
  const value = valueAt(layer.values, path);
  for (const other of later) {
    if (other.kind !== layer.kind || compareSpecificity(other.match ?? {}, layer.match ?? {}) !== 0) continue;
    if (other.match === undefined) continue;
    const set = layerSets(other, path);
    if (set === undefined || (isTree(set.value) && isTree(value)) || sameValue(set.value, value)) continue;
    const at = layerPosition(other, path);
    const otherAt = layerPosition(layer, path);
    if (at === undefined || otherAt === undefined) continue;
    report(
      say.overlayConflict({ at, path: path.join('.'), cluster: cluster.id, value: shown(set.value), otherValue: shown(value), other: otherAt }),
    );
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

