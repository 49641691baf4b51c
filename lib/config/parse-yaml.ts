import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from 'yaml';
import type { Diagnostic } from '../core/diagnostic';
import { locate, positionOf, type Locator, type Path } from './located';
import * as say from './messages';

/** Longest input that is read, in characters. */
export const MAX_FILE_LENGTH = 1_000_000;
const MAX_DEPTH = 60;
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A parsed file: plain data, and where each value stands. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly locator: Locator;
}

/**
 * Parses one YAML 1.2 document to plain data.
 * Reports every problem; `data` is undefined when there was one.
 */
export function parseYaml(file: string, text: string, report: (diagnostic: Diagnostic) => void): ParsedYaml {
  const lines = new LineCounter();
  const empty: Locator = { file, text, lines, root: null };
  const start = (): ReturnType<typeof positionOf> => positionOf({ file, text: text.slice(0, 200), lines }, 0, 1);
  if (text.length > MAX_FILE_LENGTH) {
    report(say.fileTooLarge({ at: start(), bytes: text.length, limit: MAX_FILE_LENGTH }));
    return { data: undefined, locator: empty };
  }
  if (flowDepth(text) > MAX_DEPTH) {
    report(say.tooDeep({ at: start() }));
    return { data: undefined, locator: empty };
  }
  const documents = parseDocuments(text, lines);
  if (documents === undefined) {
    report(say.tooDeep({ at: start() }));
    return { data: undefined, locator: empty };
  }
  const [document, second] = documents;
  const locator: Locator = { file, text, lines, root: (document?.contents ?? null) as Node | null };
  const problems = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
  for (const problem of problems) {
    const [from, to] = problem.pos;
    report(say.yamlSyntax({ at: positionOf(locator, from, to), problem: firstSentence(problem.message) }));
  }
  if (second !== undefined) {
    report(say.severalDocuments({ at: positionOf(locator, second.range[0], second.range[0] + 3) }));
    return { data: undefined, locator };
  }
  if (problems.length > 0) return { data: undefined, locator };
  if (document === undefined || locator.root === null || isEmptyScalar(locator.root)) {
    report(say.emptyFile({ at: start() }));
    return { data: undefined, locator };
  }
  return { data: plain(locator.root, [], { locator, report }), locator };
}

/** The parser recurses: a document that is nested deep enough to exhaust its stack gives undefined. */
function parseDocuments(text: string, lineCounter: LineCounter): readonly Document.Parsed[] | undefined {
  try {
    const parsed = parseAllDocuments(text, { lineCounter, prettyErrors: false, merge: false, uniqueKeys: true });
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isEmptyScalar(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function firstSentence(message: string): string {
  const line = message.split('\n')[0] ?? message;
  return line.replace(/ at line \d+.*$/, '').replace(/[:.]$/, '');
}

/** How deep brackets are nested, counted without a parser: the parser itself recurses. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
    else if (character === '\n' && depth < 0) depth = 0;
  }
  return deepest;
}

interface Walk {
  readonly locator: Locator;
  readonly report: (diagnostic: Diagnostic) => void;
}

function plain(node: unknown, path: Path, walk: Walk): unknown {
  const at = (): ReturnType<typeof locate> => locate(walk.locator, path, 'value');
  if (path.length > MAX_DEPTH) {
    walk.report(say.tooDeep({ at: at() }));
    return null;
  }
  if (isAlias(node)) {
    walk.report(say.yamlFeature({ at: at(), feature: `the alias *${node.source}`, remedy: 'Write the value out.' }));
    return null;
  }
  checkDecoration(node, at, walk);
  if (isMap(node)) return plainMap(node.items, path, walk);
  if (isSeq(node)) return node.items.map((item, index) => plain(item, [...path, index], walk));
  if (isScalar(node)) return plainScalar(node.value, at, walk);
  return null;
}

function checkDecoration(node: unknown, at: () => ReturnType<typeof locate>, walk: Walk): void {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return;
  if (node.anchor !== undefined) {
    walk.report(say.yamlFeature({ at: at(), feature: `the anchor &${node.anchor}`, remedy: 'Write the value out where it is needed.' }));
  }
  if (node.tag !== undefined) {
    walk.report(say.yamlFeature({ at: at(), feature: `the tag ${node.tag}`, remedy: 'Write a plain value; quotes make it text.' }));
  }
}

function plainMap(items: readonly unknown[], path: Path, walk: Walk): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const pair of items) {
    if (!isPair(pair)) continue;
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key === undefined || key === '<<') {
      const feature = key === '<<' ? 'the merge key <<' : 'a key that is no text';
      walk.report(say.yamlFeature({ at: locate(walk.locator, path, 'value'), feature, remedy: 'Write the keys out.' }));
      continue;
    }
    if (UNSAFE_KEYS.has(key)) {
      walk.report(say.unsafeKey({ at: locate(walk.locator, [...path, key], 'key'), key }));
      continue;
    }
    if (HALF_CHARACTER.test(key)) {
      walk.report(say.halfCharacter({ at: locate(walk.locator, [...path, key], 'key') }));
      continue;
    }
    checkDecoration(pair.key, () => locate(walk.locator, [...path, key], 'key'), walk);
    result[key] = plain(pair.value, [...path, key], walk);
  }
  return result;
}

/** Half of a surrogate pair: no file can hold it as text. */
const HALF_CHARACTER = /\p{Surrogate}/u;

function plainScalar(value: unknown, at: () => ReturnType<typeof locate>, walk: Walk): unknown {
  if (typeof value === 'string' && HALF_CHARACTER.test(value)) {
    walk.report(say.halfCharacter({ at: at() }));
    return null;
  }
  if (typeof value === 'number' && (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    walk.report(say.badNumber({ at: at(), value: String(value) }));
    return null;
  }
  if (typeof value === 'bigint') {
    walk.report(say.badNumber({ at: at(), value: String(value) }));
    return null;
  }
  return value;
}
