import { Lexer } from 'yaml';

/** Deepest nesting of an input. */
export const MAX_DEPTH = 60;

/**
 * Whether brackets, or indicators of one line, are nested deeper than MAX_DEPTH.
 * The parser takes time that grows with the square of the depth, so this is asked before it sees the text.
 */
export function isNestedTooDeeply(text: string): boolean {
  return looksDeep(text) && tokensAreDeep(text);
}

/** A cheap look that counts brackets in quotes and comments, too. */
function looksDeep(text: string): boolean {
  if (new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${MAX_DEPTH + 1}}`, 'm').test(text)) return true;
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && depth > 0) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

function tokensAreDeep(text: string): boolean {
  let brackets = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?') indicators++;
    else if (token.startsWith('\n')) indicators = 0;
    if (Math.max(brackets, indicators) > MAX_DEPTH) return true;
  }
  return false;
}
