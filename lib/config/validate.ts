import { z } from 'zod';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest } from '../core/text';
import { capabilityFor } from './cloud-fields';
import { PARSE } from './parse-options';
import { pathText, problemOf, remedyOf, shown } from './issue-text';
import { locate, type Located, type Path } from './located';
import * as say from './messages';
import { lazyLocator, type ParsedYaml } from './parse-yaml';

type Issue = z.core.$ZodIssue;

/** Checks parsed data against a schema; reports every issue at its place, and gives undefined when there was one. */
export function validate<T>(
  parsed: ParsedYaml,
  schema: z.ZodType<T>,
  report: (diagnostic: Diagnostic) => void,
): Located<T> | undefined {
  const { file, text, data } = parsed;
  const result = schema.safeParse(data, PARSE);
  if (!result.success) {
    const context: Context = { parsed, schema, report, missing: new Map() };
    for (const issue of result.error.issues) reportIssue(issue, [], context);
    reportMissing(context);
    return undefined;
  }
  const again = lazyLocator(file, text);
  return {
    file,
    value: result.data,
    raw: data,
    at: (path) => locate(again(), path, 'value'),
    atKey: (path) => locate(again(), path, 'key'),
  };
}

interface Context {
  readonly parsed: ParsedYaml;
  readonly schema: z.ZodType;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Fields that are not there, by the path of the map that lacks them. */
  readonly missing: Map<string, { readonly parent: Path; readonly fields: string[] }>;
}

function reportIssue(issue: Issue, prefix: Path, context: Context): void {
  const path: Path = [
    ...prefix,
    ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
  ];
  if (issue.code === 'unrecognized_keys') return reportUnknownKeys(issue.keys, path, context);
  if (issue.code === 'invalid_union') {
    const nested = deepestBranch(issue.errors);
    if (nested !== undefined) return nested.forEach((inner) => reportIssue(inner, path, context));
  }
  const { locator, data } = context.parsed;
  const value = valueAt(data, path);
  if (value === undefined && path.length > 0) {
    noteMissing(path, context.missing);
    return;
  }
  const onKey = issue.code === 'invalid_key';
  const at = locate(locator(), path, onKey ? 'key' : 'value');
  context.report(
    say.invalidValue({
      at,
      path: pathText(path) || 'the file',
      problem: problemOf(issue),
      value: shown(onKey ? path.at(-1) : value),
      remedy: onKey ? undefined : remedyOf(issue, value, writtenAt(at)),
    }),
  );
}

/** As it was written: the number of 1.10 has lost a digit. */
function writtenAt({ text, column, length }: Position): string {
  return text.slice(column - 1, column - 1 + length);
}

function noteMissing(path: Path, missing: Context['missing']): void {
  const parent = path.slice(0, -1);
  const entry = missing.get(pathText(parent)) ?? { parent, fields: [] };
  entry.fields.push(String(path.at(-1)));
  missing.set(pathText(parent), entry);
}

function reportMissing({ missing, parsed, report }: Context): void {
  for (const { parent, fields } of missing.values()) {
    report(
      say.missingField({
        at: locate(parsed.locator(), parent, 'key'),
        within: pathText(parent) || 'this file',
        fields,
      }),
    );
  }
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
    const capability = isContract(context.parsed.file) ? capabilityFor(key) : undefined;
    if (capability !== undefined && nearest(key, known) === undefined) {
      const at = locate(context.parsed.locator(), [...path, key], 'key');
      context.report(say.cloudField({ at, key, capability }));
      continue;
    }
    context.report(
      say.unknownKey({
        at: locate(context.parsed.locator(), [...path, key], 'key'),
        key,
        within: pathText(path) || 'this file',
        suggestion: nearest(key, known),
        known,
      }),
    );
  }
}

function isContract(file: string): boolean {
  return /^apps\/[^/]+\/app\.yaml$/.test(file);
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

function valueAt(data: unknown, path: Path): unknown {
  let current: unknown = data;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}
