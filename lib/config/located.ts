import { isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Position } from '../core/diagnostic';

/** Path of keys and indexes into a document. */
export type Path = readonly (string | number)[];

/** A parsed file that can say where each of its values stands. */
export interface Located<T> {
  readonly file: string;
  readonly value: T;
  /** The data as it was written, before defaults and units. */
  readonly raw: unknown;
  /** Where the value at a path stands; the nearest parent that exists where it is missing. */
  at(path: Path): Position;
  /** Where the key at the end of a path stands. */
  atKey(path: Path): Position;
}

/** Finds positions in one parsed document. */
export interface Locator {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly root: Node | null;
  /** The pairs of each map that was asked for, by key: a map can have thousands. */
  readonly pairs: WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;
}

/** The position of a span of offsets. */
export function positionOf(
  locator: Pick<Locator, 'file' | 'text' | 'lines'>,
  start: number,
  end: number,
): Position {
  const { line, col } = placeInLines(locator.lines, start);
  const lineStart = start - (col - 1);
  const lineEnd = locator.text.indexOf('\n', lineStart);
  const text = locator.text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '');
  const length = Math.max(1, Math.min(end, lineStart + text.length) - start);
  return { file: locator.file, line, column: col, text, length };
}

/** A counter that has seen no text yet knows no line. */
function placeInLines(lines: LineCounter, offset: number): { line: number; col: number } {
  return lines.lineStarts.length === 0 ? { line: 1, col: offset + 1 } : lines.linePos(offset);
}

/** The position of the value at a path, or of its nearest parent that exists. */
export function locate(locator: Locator, path: Path, wanted: 'key' | 'value'): Position {
  const steps = walk(locator, path);
  const last = steps.at(-1) ?? { value: locator.root };
  const isKey = wanted === 'key' && steps.length === path.length;
  const [start, end] = (isKey ? rangeOf(last.key) : undefined) ??
    rangeOf(last.value) ??
    rangeOf(last.key) ?? [0, 1];
  return positionOf(locator, start, end);
}

function rangeOf(node: unknown): readonly [start: number, end: number] | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

/** The nodes along a path, as far as there are any. */
function walk(locator: Locator, path: Path): readonly Step[] {
  const steps: Step[] = [];
  let node: unknown = locator.root;
  for (const step of path) {
    const next = child(node, step, locator);
    if (next === undefined) break;
    steps.push(next);
    node = next.value;
  }
  return steps;
}

interface Step {
  readonly key?: unknown;
  readonly value: unknown;
}

function child(node: unknown, step: string | number, locator: Locator): Step | undefined {
  if (isMap(node)) {
    const pair = pairsOf(node, locator).get(String(step));
    return pair === undefined ? undefined : { key: pair.key, value: pair.value };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { value: item };
  }
  return undefined;
}

/** Of a key that stands twice, the first. */
function pairsOf(map: YAMLMap, { pairs }: Locator): ReadonlyMap<string, Pair> {
  const known = pairs.get(map);
  if (known !== undefined) return known;
  const byKey = new Map<string, Pair>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
    if (key !== undefined && !byKey.has(key)) byKey.set(key, pair);
  }
  pairs.set(map, byKey);
  return byKey;
}
