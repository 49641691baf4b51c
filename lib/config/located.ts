import { isMap, isNode, isScalar, isSeq, type LineCounter, type Node } from 'yaml';
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
  let node: unknown = locator.root;
  let found: unknown = locator.root;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const next = child(node, step);
    if (next === undefined) break;
    node = next.value;
    found = last && wanted === 'key' ? (next.key ?? next.value) : (next.value ?? next.key);
  }
  const range = isNode(found) ? found.range : undefined;
  return positionOf(locator, range?.[0] ?? 0, range?.[1] ?? 1);
}

function child(node: unknown, step: string | number): { key?: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && (key.source ?? String(key.value)) === String(step),
    );
    return pair === undefined ? undefined : { key: pair.key, value: pair.value };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { value: item };
  }
  return undefined;
}
