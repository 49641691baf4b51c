import { pathText, shown } from '../config/issue-text';
import type { Diagnostic } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import type { Cluster } from './fleet';
import { isTree, layerPosition, layerSets, layersFor, valueAt, leafPaths, type Layer } from './layers';
import { compareSpecificity } from './match';
import * as say from './messages';

/** What became of every value that an overlay sets, over all clusters and apps. */
export interface Contest {
  readonly claims: Map<string, Claim>;
  readonly conflicts: Map<string, Conflict>;
}

/** A value that an overlay sets: whether it ever wins, and who beats it. */
interface Claim {
  readonly layer: Layer;
  readonly path: readonly string[];
  wins: boolean;
  disputed: boolean;
  readonly winners: Set<string>;
}

/** Two overlays of equal rank that disagree on a path. */
interface Conflict {
  readonly layer: Layer;
  readonly other: Layer;
  readonly path: readonly string[];
  readonly clusters: Set<string>;
}

/** A contest in which nothing was claimed yet. */
export function startContest(): Contest {
  return { claims: new Map(), conflicts: new Map() };
}

/** Lets the layers of one app, or of the baseline, contend in each of its clusters. */
export function contend(contest: Contest, layers: readonly Layer[], clusters: readonly Cluster[]): void {
  if (!layers.some((layer) => layer.match !== undefined)) return;
  for (const cluster of clusters) {
    const applicable = layersFor(layers, cluster);
    for (const [index, layer] of applicable.entries()) {
      if (layer.match === undefined) continue;
      for (const path of leafPaths(layer.values)) {
        const later = applicable.slice(index + 1);
        const claim = claimOf(contest, layer, path);
        const winner = later.find((candidate) => layerSets(candidate, path) !== undefined);
        if (winner === undefined) claim.wins = true;
        else claim.winners.add(nameOf(winner));
        for (const other of later)
          if (disagree(layer, other, path)) noteConflict(contest, claim, other, cluster);
      }
    }
  }
}

function claimOf({ claims }: Contest, layer: Layer, path: readonly string[]): Claim {
  const key = [nameOf(layer), layer.source?.prefix.at(-1), ...path].join(' ');
  const claim = claims.get(key) ?? { layer, path, wins: false, disputed: false, winners: new Set<string>() };
  claims.set(key, claim);
  return claim;
}

function nameOf({ kind, name, source }: Layer): string {
  if (source === undefined) return name;
  return kind === 'contract' ? `the contract in ${source.file.file}` : `${name} in ${source.file.file}`;
}

function disagree(layer: Layer, other: Layer, path: readonly string[]): boolean {
  if (other.kind !== layer.kind || other.match === undefined) return false;
  if (compareSpecificity(other.match, layer.match ?? {}) !== 0) return false;
  const set = layerSets(other, path);
  if (set === undefined) return false;
  const value = valueAt(layer.values, path);
  return !(isTree(set.value) && isTree(value)) && JSON.stringify(set.value) !== JSON.stringify(value);
}

function noteConflict({ conflicts }: Contest, claim: Claim, other: Layer, cluster: Cluster): void {
  claim.disputed = true;
  const path = claim.path.slice(0, layerSets(other, claim.path)?.depth);
  const key = [nameOf(claim.layer), nameOf(other), ...path].join(' ');
  const conflict = conflicts.get(key) ?? { layer: claim.layer, other, path, clusters: new Set<string>() };
  conflict.clusters.add(cluster.id);
  conflicts.set(key, conflict);
}

/** Reports every conflict, and every value that wins nowhere. */
export function reportContest(
  { claims, conflicts }: Contest,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const { layer, other, path, clusters } of conflicts.values()) {
    const [at, otherAt] = [layerPosition(other, path), layerPosition(layer, path)];
    if (at === undefined || otherAt === undefined) continue;
    const value = shown(valueAt(other.values, path));
    const otherValue = shown(valueAt(layer.values, path));
    report(
      say.overlayConflict({
        at,
        path: pathText(path),
        clusters: sortedUnique(clusters),
        value,
        otherValue,
        other: otherAt,
      }),
    );
  }
  for (const { layer, path, wins, disputed, winners } of claims.values()) {
    if (wins || disputed) continue;
    report(
      say.overlayWithoutEffect({
        at: layerPosition(layer, path),
        path: pathText(path),
        winners: few(sortedUnique(winners)),
      }),
    );
  }
}

/** At most three names, because every app of a large fleet may be among them. */
function few(names: readonly string[]): readonly string[] {
  return names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`];
}
