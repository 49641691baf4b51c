import { pathText, shown } from '../config/issue-text';
import type { Diagnostic } from '../core/diagnostic';
import { listed, sortedUnique } from '../core/text';
import type { Cluster } from './fleet';
import { isTree, layerPosition, layerSets, layersFor, valueAt, leafPaths, type Layer } from './layers';
import { compareSpecificity } from './match';
import * as say from './overlay-messages';

/** What became of every value that an overlay sets, over all clusters and apps. */
export interface Contest {
  readonly claims: Map<string, Claim>;
  readonly conflicts: Map<string, Conflict>;
}

/** A value that an overlay sets: whether it ever wins, who beats it, and why else it has no effect. */
interface Claim {
  readonly layer: Layer;
  readonly path: readonly string[];
  wins: boolean;
  disputed: boolean;
  readonly winners: Set<string>;
  idle: string | undefined;
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

/** Which values of a layer count, and words for why the others do not. */
export interface Reader {
  readonly reads: (path: readonly string[]) => boolean;
  readonly words: string;
}

const READS_ALL: Reader = { reads: () => true, words: '' };

/** Lets the layers of one app, or of the baseline, contend in each of its clusters. */
export function contend(
  contest: Contest,
  layers: readonly Layer[],
  clusters: readonly Cluster[],
  reader = READS_ALL,
): void {
  if (!layers.some((layer) => layer.match !== undefined)) return;
  for (const cluster of clusters) {
    const applicable = layersFor(layers, cluster);
    for (const [index, layer] of applicable.entries()) {
      if (layer.match === undefined) continue;
      const [earlier, later] = [applicable.slice(0, index), applicable.slice(index + 1)];
      for (const path of leafPaths(layer.values)) {
        const claim = claimOf(contest, layer, path);
        if (!reader.reads(path)) claim.idle = reader.words;
        else settle(contest, claim, { earlier, later, cluster });
      }
    }
  }
}

interface Rivals {
  readonly earlier: readonly Layer[];
  readonly later: readonly Layer[];
  readonly cluster: Cluster;
}

function settle(contest: Contest, claim: Claim, { earlier, later, cluster }: Rivals): void {
  const { layer, path } = claim;
  const winner = later.find((candidate) => layerSets(candidate, path) !== undefined);
  if (winner !== undefined) claim.winners.add(nameOf(winner));
  else if (valueAt(layer.values, path) !== null || earlier.some((rival) => isSet(rival, path)))
    claim.wins = true;
  else claim.idle = 'there is nothing to remove';
  for (const other of later) if (disagree(layer, other, path)) noteConflict(contest, claim, other, cluster);
}

function isSet(layer: Layer, path: readonly string[]): boolean {
  const set = layerSets(layer, path);
  return set !== undefined && set.value !== null;
}

function claimOf({ claims }: Contest, layer: Layer, path: readonly string[]): Claim {
  const key = [nameOf(layer), layer.source?.prefix.at(-1), ...path].join(' ');
  const claim = claims.get(key) ?? {
    layer,
    path,
    wins: false,
    disputed: false,
    winners: new Set<string>(),
    idle: undefined,
  };
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
  for (const claim of claims.values()) {
    if (claim.wins || claim.disputed) continue;
    const { layer, path } = claim;
    report(
      say.overlayWithoutEffect({ at: layerPosition(layer, path), path: pathText(path), why: whyIdle(claim) }),
    );
  }
}

function whyIdle({ winners, idle }: Claim): string {
  if (winners.size === 0 && idle !== undefined) return idle;
  return `${listed(few(sortedUnique(winners)))} always ${winners.size === 1 ? 'wins' : 'win'}`;
}

/** At most three names, because every app of a large fleet may be among them. */
function few(names: readonly string[]): readonly string[] {
  return names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`];
}
