import {
  CHOMPING_MODE,
  constructFromEvents,
  CORE_SCHEMA,
  defineMappingTag,
  EVENT_ID,
  floatCoreTag,
  NOT_RESOLVED,
  parseEvents,
  SCALAR_STYLE,
  type Event,
  type ScalarEvent,
} from 'js-yaml';
import { MAX_DEPTH } from './nesting';
import { isHalved, isSafeNumber, isUnsafeKey } from './plain-values';

/**
 * Plain data of a YAML 1.2 document in which there is nothing to say a word about; undefined of every other, which the parser
 * that knows positions has to look at. Several times as fast as that one, and most inputs are in order.
 */
export function quickData(source: string): unknown {
  if (UNUSUAL.some((pattern) => pattern.test(source))) return undefined;
  try {
    const events = parseEvents(source, { maxDepth: MAX_DEPTH });
    if (!events.every(isUndecorated)) return undefined;
    const documents = constructFromEvents(events, { source, schema: SCHEMA });
    const [data] = documents;
    return documents.length === 1 && isMap(data) && isUsable(data) ? data : undefined;
  } catch {
    // Whatever it is, the other parser says it with a position.
    return undefined;
  }
}

/** What parsers do not agree about, or what one of them lets pass: seldom in an input, and left to the other parser. */
const UNUSUAL: readonly RegExp[] = [
  // White space, control characters, and what is no text.
  /[^\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\u{10000}-\u{1ffff}]/u,
  // Marks of documents, but for one at the start.
  /^ *\.\.\.|^ +---|\n---/m,
  // A word behind a quote or a bracket that closes.
  /[}\]] *[^\s,:\]}"')#]/,
  /(?:^|[\s[{,])(?:"[^"\n]*"|'[^'\n]*') *[^\s,:\]}#]/m,
  // A comment no further in than the key or dash before it, whose value is still to come.
  /^( *)(?![ #])[^\n]*[:-] *(?:(?<= )#[^\n]*)?\n(?: *\n)*(?!\1 ) *#/m,
];

const MAP = 'tag:yaml.org,2002:map';

type PlainMap = Record<string, unknown>;

const PLAIN_MAP = defineMappingTag<PlainMap>(MAP, {
  create: () => ({}),
  addPair(map, key, value) {
    if (!isPlainKey(key)) return 'no plain key';
    map[key] = value;
    return '';
  },
  has: (map, key) => typeof key === 'string' && Object.hasOwn(map, key),
  keys: Object.keys,
  get: (map, key) => map[String(key)],
  identify: () => false,
});

/** A number that is too large to be one is no text either. */
const NUMBER: typeof floatCoreTag = {
  ...floatCoreTag,
  resolve(source, ...context) {
    const number = floatCoreTag.resolve(source, ...context);
    return number === NOT_RESOLVED && Math.abs(Number(source)) === Infinity ? NaN : number;
  },
};

const SCHEMA = CORE_SCHEMA.withTags(PLAIN_MAP, NUMBER);

/** Longer ones need a question mark before them. */
const MAX_KEY_LENGTH = 1000;

function isPlainKey(key: unknown): key is string {
  return (
    typeof key === 'string' &&
    key.length < MAX_KEY_LENGTH &&
    key !== '<<' &&
    !isUnsafeKey(key) &&
    !isHalved(key)
  );
}

/** Anchors, aliases, tags and directives are not allowed in inputs. */
function isUndecorated(event: Event): boolean {
  if (event.type === EVENT_ID.POP) return true;
  if (event.type === EVENT_ID.ALIAS) return false;
  if (event.type === EVENT_ID.DOCUMENT) return event.directives.length === 0;
  if (event.type === EVENT_ID.SCALAR && isTrimmedUnalike(event)) return false;
  return event.anchorStart < 0 && event.tagStart < 0;
}

/** Parsers differ about spaces behind folded text, and behind text that keeps its last lines. */
function isTrimmedUnalike({ style, chomping }: ScalarEvent): boolean {
  const isBlock = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
  return style === SCALAR_STYLE.FOLDED_BLOCK || (isBlock && chomping === CHOMPING_MODE.KEEP);
}

function isMap(data: unknown): data is PlainMap {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isUsable(value: unknown): boolean {
  if (typeof value === 'string') return !isHalved(value);
  if (typeof value === 'number') return isSafeNumber(value);
  if (Array.isArray(value)) return value.every(isUsable);
  return !isMap(value) || Object.values(value).every(isUsable);
}
