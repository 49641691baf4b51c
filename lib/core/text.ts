import { distance } from 'fastest-levenshtein';

/** UTF-16 units that do not sort as the code points that they encode. */
const HIGH_UNIT = /[\ud800-\uffff]/;

/** Orders strings by Unicode code point, the same in every locale. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  // Without such units in one of them the engine's own order is the same, and many times faster.
  if (!HIGH_UNIT.test(a) || !HIGH_UNIT.test(b)) return a < b ? -1 : 1;
  return compareHigh(a, b);
}

function compareHigh(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return fixSurrogate(x) - fixSurrogate(y);
  }
  return a.length - b.length;
}

/** Moves surrogates above the rest of the BMP, so that UTF-16 units sort as the code points they encode. */
function fixSurrogate(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** A new array, sorted by a text key in code-point order. `key` is asked once an item. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): T[] {
  const keyed = Array.from(items, (item) => ({ item, key: key(item) }));
  const compare = keyed.some((entry) => HIGH_UNIT.test(entry.key)) ? compareCodePoints : compareUnits;
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

/** Strings without duplicates, in code-point order. */
export function sortedUnique(items: Iterable<string>): string[] {
  const unique = [...new Set(items)];
  return unique.some((item) => HIGH_UNIT.test(item)) ? unique.sort(compareCodePoints) : unique.sort();
}

/** The order of code points, where no text holds a character to which that makes a difference. */
function compareUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** No name is longer, and the time to compare two grows with the product of their lengths. */
const COMPARED = 100;

/** The known name nearest to a mistyped one, where one is near enough to be meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const start = name.slice(0, COMPARED);
  const limit = Math.max(1, Math.floor(start.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of sortedUnique(known)) {
    const d = distance(start, candidate.slice(0, COMPARED));
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

/** Words joined for a sentence: "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** A count with its noun: "1 file", "2 files". */
export function counted(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** Order of releases such as 1.9.2 and 1.10.0: by their numbers. */
export function byRelease(a: string, b: string): number {
  const [left, right] = [a, b].map((release) => release.split('.').map(Number));
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
