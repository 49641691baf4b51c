import { z } from 'zod';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { locate, type Located, type Path } from './located';
import * as say from './messages';
import type { ParsedYaml } from './parse-yaml';

type Issue = z.core.$ZodIssue;

/** Checks parsed data against a schema; reports every issue at its place, and gives undefined when there was one. */
export function validate<T>(
  parsed: ParsedYaml,
  schema: z.ZodType<T>,
  report: (diagnostic: Diagnostic) => void,
): Located<T> | undefined {
  const { data, locator } = parsed;
  const result = schema.safeParse(data);
  if (!result.success) {
    for (const issue of result.error.issues) reportIssue(issue, [], { parsed, schema, report });
    return undefined;
  }
  return {
    file: locator.file,
    value: result.data,
    raw: data,
    at: (path) => locate(locator, path, 'value'),
    atKey: (path) => locate(locator, path, 'key'),
  };
}

interface Context {
  readonly parsed: ParsedYaml;
  readonly schema: z.ZodType;
  readonly report: (diagnostic: Diagnostic) => void;
}

function reportIssue(issue: Issue, prefix: Path, context: Context): void {
  const path: Path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') return reportUnknownKeys(issue.keys, path, context);
  if (issue.code === 'invalid_union') {
    const nested = deepestBranch(issue.errors);
    if (nested !== undefined) return nested.forEach((inner) => reportIssue(inner, path, context));
  }
  const { locator, data } = context.parsed;
  const value = valueAt(data, path);
  if (value === undefined && path.length > 0) {
    context.report(say.missingField({ at: locate(locator, path, 'value'), path: pathText(path) }));
    return;
  }
  const onKey = issue.code === 'invalid_key';
  context.report(
    say.invalidValue({
      at: locate(locator, path, onKey ? 'key' : 'value'),
      path: pathText(path) || 'the file',
      problem: problemOf(issue),
      value: shown(onKey ? path.at(-1) : value),
    }),
  );
}

/** The branch of a union that got furthest: the one the author surely meant. */
function deepestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const depth = (issues: readonly Issue[]): number => Math.max(...issues.map((issue) => issue.path.length));
  const deep = branches.filter((issues) => issues.length > 0 && depth(issues) > 0);
  return [...deep].sort((a, b) => depth(b) - depth(a))[0];
}

function reportUnknownKeys(keys: readonly string[], path: Path, context: Context): void {
  const known = knownKeys(context.schema, path);
  for (const key of keys) {
    context.report(
      say.unknownKey({
        at: locate(context.parsed.locator, [...path, key], 'key'),
        key,
        within: pathText(path) || 'this file',
        suggestion: nearest(key, known),
        known,
      }),
    );
  }
}

/** The keys that a schema takes at a path; none where the path leads through something else than objects. */
function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  let current: z.ZodType | undefined = schema;
  for (const step of path) current = current === undefined ? undefined : schemaBelow(bare(current), step);
  const object = current === undefined ? undefined : bare(current);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function schemaBelow(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[String(step)];
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return undefined;
}

function bare(schema: z.ZodType): z.ZodType {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodNullable ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap() as z.ZodType;
  }
  return current;
}

function problemOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${article(issue.expected)}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'this name cannot be used';
    default:
      return issue.message;
  }
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = { object: 'a map', record: 'a map', array: 'a list', int: 'a whole number', string: 'text', boolean: 'true or false' };
  return words[type] ?? `a ${type}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function valueAt(data: unknown, path: Path): unknown {
  let current: unknown = data;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** A path as people write it: application.regions[0]. */
export function pathText(path: Path): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** A value, short enough for a message. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
