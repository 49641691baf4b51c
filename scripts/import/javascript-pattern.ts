const ANY_CASE = '(?i)';
const TOKEN = /\\.|\[(?:\\.|[^\]])*\]|[A-Za-z]|[^]/g;

/**
 * A Go regular expression as JavaScript reads it: where letters match in either case, which JavaScript can only be told
 * beside a pattern, both cases are written out. Throws on a character class there with letters of one case.
 */
export function javascriptPattern(pattern: string): string {
  const start = pattern.indexOf(ANY_CASE);
  if (start < 0) return pattern;
  // Said again further in, it changes nothing.
  const inner = pattern.slice(start).replaceAll(ANY_CASE, '');
  const rest = inner.replace(TOKEN, (token) => bothCases(token, pattern));
  return pattern.slice(0, start) + rest;
}

function bothCases(token: string, pattern: string): string {
  if (/^[A-Za-z]$/.test(token)) return `[${token.toLowerCase()}${token.toUpperCase()}]`;
  if (token.startsWith('[') && /[A-Za-z]/.test(token.replace('a-zA-Z', '')))
    throw new Error(`Classes of either case: ${pattern}`);
  return token;
}
