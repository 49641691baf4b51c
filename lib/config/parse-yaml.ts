import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { Diagnostic, Position } from '../core/diagnostic';
import { positionOf, type Locator } from './located';
import * as say from './messages';
import { isNestedTooDeeply, MAX_DEPTH } from './nesting';
import { isHalved, isSafeNumber, isUnsafeKey } from './plain-values';
import { quickData } from './quick-data';

/** Longest input that is read, in characters. */
export const MAX_FILE_LENGTH = 1_000_000;

type Report = (diagnostic: Diagnostic) => void;

/** A parsed file: plain data, and where each value stands. */
export interface ParsedYaml {
  readonly file: string;
  readonly text: string;
  /** Undefined where anything was wrong. */
  readonly data: unknown;
  readonly locator: () => Locator;
}

/** Parses one YAML 1.2 document to plain data; reports every problem. */
export function parseYaml(file: string, text: string, report: Report): ParsedYaml {
  const data = text.length > MAX_FILE_LENGTH ? undefined : quickData(text);
  if (data !== undefined) return { file, text, data, locator: lazyLocator(file, text) };
  const careful = parseCarefully(file, text, report);
  return { file, text, data: careful.data, locator: () => careful.locator };
}

interface Careful {
  readonly data: unknown;
  readonly locator: Locator;
}

/** The same, with the place of every value. */
export function parseCarefully(file: string, text: string, report: Report): Careful {
  const lines = new LineCounter();
  const blank: Locator = { file, text, lines, root: null, pairs: new WeakMap() };
  const documents = parseDocuments(blank, report);
  if (documents === undefined) return { data: undefined, locator: blank };
  const [document, second] = documents;
  const locator: Locator = { ...blank, root: document?.contents ?? null };
  if (reportSyntax(document, locator, report)) return { data: undefined, locator };
  if (second !== undefined) {
    report(say.severalDocuments({ at: positionOf(locator, second.range[0], second.range[0] + 3) }));
    return { data: undefined, locator };
  }
  if (isEmpty(locator.root)) {
    report(say.emptyFile({ at: positionOf(locator, 0, 1) }));
    return { data: undefined, locator };
  }
  const walk = new Map<string, Diagnostic>();
  const data = plain(locator.root, 0, { locator, found: walk });
  for (const diagnostic of walk.values()) report(diagnostic);
  return { data: walk.size > 0 ? undefined : data, locator };
}

/**
 * A locator of a file that was parsed without a problem. Nodes take many times the room of the text, and most files are
 * never asked for a place: it parses again when it is asked first.
 */
export function lazyLocator(file: string, text: string): () => Locator {
  let locator: Locator | undefined;
  return () => (locator ??= parseCarefully(file, text, () => undefined).locator);
}

function isEmpty(root: Node | null): boolean {
  return root === null || (isScalar(root) && root.value === null);
}

function parseDocuments(
  { file, text, lines }: Locator,
  report: Report,
): readonly Document.Parsed[] | undefined {
  const at = positionOf({ file, text: text.slice(0, 200), lines }, 0, 1);
  if (text.length > MAX_FILE_LENGTH) {
    report(say.fileTooLarge({ at, characters: text.length, limit: MAX_FILE_LENGTH }));
    return undefined;
  }
  if (isNestedTooDeeply(text)) {
    report(say.tooDeep({ at, limit: MAX_DEPTH }));
    return undefined;
  }
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: false,
      uniqueKeys: false,
    });
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report(say.tooDeep({ at, limit: MAX_DEPTH }));
    return undefined;
  }
}

/** Only the first error counts: behind it the parser guesses. */
function reportSyntax(document: Document.Parsed | undefined, locator: Locator, report: Report): boolean {
  const finding = findDirective(document, locator) ?? findProblem(document, locator);
  if (finding !== undefined) report(finding);
  return finding !== undefined;
}

function findDirective(document: Document.Parsed | undefined, locator: Locator): Diagnostic | undefined {
  const { explicit, version } = document?.directives?.yaml ?? {};
  if (explicit !== true || version === '1.2') return undefined;
  return say.yamlFeature({
    at: positionOf(locator, 0, 1),
    feature: `the directive %YAML ${version}`,
    remedy: 'Delete the line: inputs are YAML 1.2.',
  });
}

function findProblem(document: Document.Parsed | undefined, locator: Locator): Diagnostic | undefined {
  const problems = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
  const [first] = problems.sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return undefined;
  const at = positionOf(locator, ...first.pos);
  if (first.message.startsWith(STACK_EXCEEDED)) return say.tooDeep({ at, limit: MAX_DEPTH });
  return say.yamlSyntax({ at, problem: wordsFor(first) });
}

/** The parser keeps some exceptions for itself, and reports their text as an error of the document. */
const STACK_EXCEEDED = 'Maximum call stack size exceeded';

const WORDS: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_INDENT: 'this line is not indented as those around it, or a bracket above is not closed',
  BLOCK_AS_IMPLICIT_KEY:
    'a second "key: value" stands inside a value; the indentation, or quotes around it, may be missing',
  MULTILINE_IMPLICIT_KEY:
    'a second "key: value" stands inside a value; the indentation, or quotes around it, may be missing',
  MISSING_CHAR: 'a quote, a bracket or a comma is missing',
  TAB_AS_INDENT: 'a tab is used as indentation, where only spaces are allowed',
};

function wordsFor(problem: YAMLError): string {
  const [line = ''] = problem.message.split('\n');
  return WORDS[problem.code] ?? line.replace(/ at line \d+.*$/, '').replace(/[:.]$/, '');
}

/** What is found on the way, once for each text of it, so that an alias used a hundred times is named once. */
interface Walk {
  readonly locator: Locator;
  readonly found: Map<string, Diagnostic>;
}

function note(walk: Walk, diagnostic: Diagnostic): void {
  if (!walk.found.has(diagnostic.message)) walk.found.set(diagnostic.message, diagnostic);
}

function placeOf(node: unknown, { locator }: Walk): Position {
  const range = (node as Partial<Node> | null)?.range;
  return positionOf(locator, range?.[0] ?? 0, range?.[1] ?? 1);
}

function plain(node: unknown, depth: number, walk: Walk): unknown {
  if (depth > MAX_DEPTH) {
    note(walk, say.tooDeep({ at: placeOf(node, walk), limit: MAX_DEPTH }));
    return null;
  }
  if (isAlias(node)) {
    note(
      walk,
      say.yamlFeature({
        at: placeOf(node, walk),
        feature: `the alias *${node.source}`,
        remedy: 'Write the value out.',
      }),
    );
    return null;
  }
  checkDecoration(node, walk);
  if (isMap(node)) return plainMap(node.items, depth, walk);
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1, walk));
  return isScalar(node) ? plainScalar(node, walk) : null;
}

function checkDecoration(node: unknown, walk: Walk): void {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return;
  if (node.anchor !== undefined) {
    note(
      walk,
      say.yamlFeature({
        at: placeOf(node, walk),
        feature: `the anchor &${node.anchor}`,
        remedy: 'Write the value out where it is needed.',
      }),
    );
  }
  if (node.tag !== undefined) {
    const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
    note(
      walk,
      say.yamlFeature({
        at: placeOf(node, walk),
        feature: `the tag ${tag}`,
        remedy: 'Write a plain value; quotes make it text.',
      }),
    );
  }
}

function plainMap(items: readonly Pair[], depth: number, walk: Walk): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const first = new Map<string, unknown>();
  for (const { key, value } of items) {
    const name = keyOf(key, walk);
    if (name === undefined) continue;
    const other = first.get(name);
    if (other !== undefined) {
      const at = placeOf(key, walk);
      walk.found.set(
        `${name} ${at.line}:${at.column}`,
        say.duplicateKey({ at, key: name, other: placeOf(other, walk) }),
      );
    }
    first.set(name, key);
    result[name] = plain(value, depth + 1, walk);
  }
  return result;
}

/** The text of a key; undefined, with a finding, where it cannot be one. */
function keyOf(key: unknown, walk: Walk): string | undefined {
  checkDecoration(key, walk);
  const value: unknown = isScalar(key) ? key.value : undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    const at = placeOf(key, walk);
    note(walk, say.yamlFeature({ at, feature: 'a key that is no text', remedy: 'Write a word as the key.' }));
    return undefined;
  }
  if (value === '<<') {
    const at = placeOf(key, walk);
    note(walk, say.yamlFeature({ at, feature: 'the merge key <<', remedy: 'Write the keys out.' }));
    return undefined;
  }
  const text = isScalar(key) && key.source !== undefined ? key.source : String(value);
  if (isHalved(text)) {
    noteHalf(key, walk);
    return undefined;
  }
  if (!isUnsafeKey(text)) return text;
  note(walk, say.unsafeKey({ at: placeOf(key, walk), key: text }));
  return undefined;
}

function noteHalf(node: unknown, walk: Walk): void {
  const at = placeOf(node, walk);
  walk.found.set(`half ${at.line}:${at.column}`, say.halfCharacter({ at }));
}

function plainScalar(
  node: { readonly value: unknown; readonly source?: string | undefined },
  walk: Walk,
): unknown {
  const { value, source } = node;
  if (typeof value === 'string' && isHalved(value)) noteHalf(node, walk);
  const unusable = typeof value === 'bigint' || (typeof value === 'number' && !isSafeNumber(value));
  if (!unusable) return value;
  note(walk, say.badNumber({ at: placeOf(node, walk), value: source ?? String(value) }));
  return null;
}
