const PLAIN_CHARACTER = 'A-Za-z0-9_./@,=()-';

/**
 * Text that starts with a letter or a slash and holds no indicator where one could count. Every rule by which YAML 1.1
 * or 1.2 reads a plain scalar as something else wants a digit, a sign or a dot in front, or is one of WORDS.
 */
const PLAIN_TEXT = new RegExp(`^[A-Za-z/](?:[${PLAIN_CHARACTER}]|[: ](?=[${PLAIN_CHARACTER}]))*$`);

/** Quantities, durations and CIDRs: a number with a tail that no number of either version can have. */
const PLAIN_MEASURE = /^(?:[0-9]+(?:ms|[msh]|[KMGT]i)|[0-9]+(?:\.[0-9]+){3}\/[0-9]+)$/;

/** A plain key holds no space and no colon, so that a line has one place only where its key can end. */
const PLAIN_KEY = /^[A-Za-z/][A-Za-z0-9_./-]*$/;

/** The words that some reader takes for a boolean, a null or a number, in any capitals. */
const WORDS: ReadonlySet<string> = new Set('y n yes no on off true false null nan inf'.split(' '));
const LONGEST_WORD = 5;

/** Printable ASCII lines; the first neither indented nor empty, which would need an indicator, the last not blank. */
const LITERAL_TEXT = /^[!-~](?:[ -~\n]*[!-~])?\n$/;

const NEEDS_ESCAPE = /[^ !#-[\]-~]/;
const ESCAPED = /[^ !#-[\]-~]/gu;

/** Argo CD leaves out a file that holds this text anywhere, in a string too. */
const SKIP_MARK = '+argocd:skip-file-rendering';

/** Readers look for the colon of a simple key within 1024 characters. */
const LONGEST_SIMPLE_KEY = 1000;
const LONGEST_ESCAPE = '\\u0000'.length;

const HALF_PAIR = /\p{Surrogate}/u;

/** A string as a scalar on one line: plain where that is proven safe, else in double quotes. */
export function emitString(text: string): string {
  if ((PLAIN_TEXT.test(text) && !isWord(text)) || PLAIN_MEASURE.test(text)) return text;
  return quote(text);
}

/** A mapping key with its colon; `indent` stands before the second line of an over-long one. */
export function emitKey(key: string, indent: string): string {
  const known = SIMPLE_KEYS.get(key);
  if (known !== undefined) return known;
  const text = newKey(key, indent);
  if (text.length === key.length + 1 && SIMPLE_KEYS.size < MOST_KEYS) SIMPLE_KEYS.set(key, text);
  return text;
}

/** Keys that stand as they are, with their colons: a few hundred are written again and again. */
const SIMPLE_KEYS = new Map<string, string>();
const MOST_KEYS = 10_000;

function newKey(key: string, indent: string): string {
  if (key.length * LONGEST_ESCAPE > LONGEST_SIMPLE_KEY) return emitLongKey(key, indent);
  return PLAIN_KEY.test(key) && !isWord(key) ? `${key}:` : `${quote(key)}:`;
}

/** Whether a string may be written as a literal block that keeps its one final line break. */
export function isLiteral(text: string): boolean {
  return text.endsWith('\n') && LITERAL_TEXT.test(text) && !text.includes(SKIP_MARK);
}

/** Whether a string has a UTF-8 form: it holds no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !HALF_PAIR.test(text);
}

/** A finite number, so that YAML 1.1 and 1.2 read the same value; throws for any other. */
export function emitNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} is not a number that a manifest can hold`);
  if (Number.isSafeInteger(value)) return value === 0 ? '0' : String(value);
  const text = String(value);
  const exponent = text.indexOf('e');
  if (exponent < 0) return Number.isInteger(value) ? BigInt(value).toString() : text;
  // YAML 1.1 reads an exponent only behind a dot, and only with its sign, which JavaScript always writes.
  const mantissa = text.slice(0, exponent);
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}${text.slice(exponent)}`;
}

function isWord(text: string): boolean {
  return text.length <= LONGEST_WORD && WORDS.has(text.toLowerCase());
}

function emitLongKey(key: string, indent: string): string {
  const text = PLAIN_KEY.test(key) ? key : quote(key);
  return text.length <= LONGEST_SIMPLE_KEY ? `${text}:` : `? ${text}\n${indent}:`;
}

function quote(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return text.includes(SKIP_MARK) ? `"${hideSkipMark(text)}"` : `"${text}"`;
  if (!isWellFormed(text)) throw new Error('half a surrogate pair is not text that a manifest can hold');
  return `"${hideSkipMark(text.replace(ESCAPED, escapeCharacter))}"`;
}

function hideSkipMark(text: string): string {
  return text.replaceAll(SKIP_MARK, `\\x2b${SKIP_MARK.slice(1)}`);
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '"':
      return '\\"';
    case '\\':
      return '\\\\';
    case '\n':
      return '\\n';
    case '\t':
      return '\\t';
    default:
      return escapeCodePoint(character.codePointAt(0) ?? 0);
  }
}

function escapeCodePoint(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
