import type { Match } from '../config/overlay-schema';
import type { Located, Path } from '../config/located';
import type { Position } from '../core/diagnostic';
import { isTree, mergeTrees, type RawTree } from '../core/raw-tree';
import { compareSpecificity, matches, type MatchSubject } from './match';

export { isTree, type RawTree };

/**
 * What a value may come from, in the order of precedence: a later one wins.
 * This list is the only place where that order is decided.
 */
export const PRECEDENCE = ['default', 'profile', 'fleet overlay', 'contract', 'app overlay'] as const;

/** One of PRECEDENCE. */
export type LayerKind = (typeof PRECEDENCE)[number];

/** One source of values. */
export interface Layer {
  readonly kind: LayerKind;
  /** How people call it: "overlays[0]", "profile tier-1". */
  readonly name: string;
  readonly values: RawTree;
  readonly match?: Match;
  /** The file, and the path in it that the values stand under; absent for built-in layers. */
  readonly source?: { readonly file: Located<unknown>; readonly prefix: Path };
}

/** Where a layer says something about a path. */
export function layerPosition(layer: Layer, path: Path): Position | undefined {
  return layer.source?.file.at([...layer.source.prefix, ...path]);
}

/** The layers that hold for a cluster, the weakest first. */
export function layersFor(layers: readonly Layer[], cluster: MatchSubject): readonly Layer[] {
  return layers
    .filter((layer) => layer.match === undefined || matches(layer.match, cluster))
    .sort(
      (a, b) =>
        PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind) ||
        compareSpecificity(a.match ?? {}, b.match ?? {}),
    );
}

/** Folds layers to one tree: maps merge, lists and single values replace, `null` removes. */
export function fold(layers: readonly Layer[]): RawTree {
  return layers.reduce<RawTree>((result, layer) => mergeTrees(result, layer.values), {});
}

/** The paths at which a tree sets something: lists and empty maps are one value. */
export function leafPaths(tree: RawTree, prefix: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = [...prefix, key];
    return isTree(value) && Object.keys(value).length > 0 ? leafPaths(value, path) : [path];
  });
}

/** The value at a path; undefined where there is none. */
export function valueAt(tree: unknown, path: Path): unknown {
  let current: unknown = tree;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** What a layer says about a path: the value itself, or that a parent of it was removed; `depth` steps lead to where it is said. */
export function layerSets(
  layer: Layer,
  path: Path,
): { readonly value: unknown; readonly depth: number } | undefined {
  let current: unknown = layer.values;
  for (const [depth, step] of path.entries()) {
    if (current === null) return { value: null, depth };
    if (!isTree(current)) return undefined;
    if (!Object.hasOwn(current, step)) return undefined;
    current = current[String(step)];
  }
  return { value: current, depth: path.length };
}
