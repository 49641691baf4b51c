import type { z } from 'zod';
import { listed, nearest } from '../core/text';
import type { Path } from './located';

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map',
  record: 'a map',
  string: 'text',
  tuple: 'a list',
};

/** What is wrong with a value, as half a sentence: "expected a list". */
export function problemOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${listed(issue.values.map(String), 'or')}`;
    case 'too_small':
      return `expected ${bound(issue, 'at least', 'more than')} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected ${bound(issue, 'at most', 'less than')} ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'this name cannot be used';
    case 'invalid_union':
      return problemOfUnion(issue.errors);
    default:
      return issue.message;
  }
}

function problemOfUnion(branches: readonly (readonly Issue[])[]): string {
  const problems = branches.flatMap(([first]) =>
    first === undefined ? [] : [problemOf(first).replace(/^expected /, '')],
  );
  return `expected ${listed([...new Set(problems)], 'or')}`;
}

function bound({ inclusive }: { readonly inclusive?: boolean }, within: string, beyond: string): string {
  return inclusive === false ? beyond : within;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

/** What to do about a value, which was written as `source`; undefined where nothing is known beyond the problem itself. */
export function remedyOf(issue: Issue, value: unknown, source: string): string | undefined {
  if (value === null) return 'Fill it in, or delete the line.';
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const near = nearest(value, issue.values.map(String));
    return near === undefined ? undefined : `Did you mean "${near}"?`;
  }
  return issue.code === 'invalid_type' ? remedyOfType(issue.expected, value, source) : undefined;
}

function remedyOfType(expected: string, value: unknown, source: string): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return expected === 'string' ? `Put it in quotes: "${source}".` : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (expected === 'boolean') return 'Write true or false.';
  return expected === 'number' && isNumeric(value) ? 'Take off the quotes.' : undefined;
}

function isNumeric(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

/** A path as people write it: application.regions[0]. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

/** A value of parsed data, short enough for a message. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
  return JSON.stringify(value);
}
