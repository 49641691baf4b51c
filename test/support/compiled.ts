import { compile } from '../../lib/compile/compile';
import type { ResourcesRecord } from '../../lib/compile/resources';
import type { Compiled } from '../../lib/compile/unit';
import type { Diagnostic } from '../../lib/core/diagnostic';
import type { Manifest } from '../../lib/core/manifest';
import { lint, type LintRule } from '../../lib/lint/lint';
import { lintIndex } from '../../lib/lint/lint-index';
import type { Plan } from '../../lib/plan/plan';
import { miniFleet } from './mini-fleet';

/** Files that differ from those of the miniature repository. */
export type Files = Readonly<Record<string, string | undefined>>;

/** A plan and everything that was compiled from it. */
export interface CompiledFleet {
  readonly plan: Plan;
  readonly compiled: Compiled;
}

/** A change of one object; undefined takes it away. */
export type Change = (object: Manifest, cluster: string) => Manifest | undefined;

/** Compiles a plan; throws with every message where a resources.ts fails. */
export function compilePlan(plan: Plan, resources: ResourcesRecord = {}): CompiledFleet {
  const diagnostics: Diagnostic[] = [];
  const compiled = compile(plan, {
    resources,
    twice: false,
    report: (diagnostic) => void diagnostics.push(diagnostic),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return { plan, compiled };
}

/** Compiles the miniature repository with some files replaced. */
export function compileMini(files: Files = {}, resources: ResourcesRecord = {}): CompiledFleet {
  return compilePlan(miniFleet({ files }).plan, resources);
}

/** The same with every object changed; what is not to change is returned as it is. */
export function withObjects({ plan, compiled }: CompiledFleet, change: Change): CompiledFleet {
  const each = <T extends { readonly cluster: string; readonly objects: readonly Manifest[] }>(
    holder: T,
  ): T => ({
    ...holder,
    objects: holder.objects.flatMap((object) => change(object, holder.cluster) ?? []),
  });
  return {
    plan,
    compiled: { ...compiled, units: compiled.units.map(each), folders: compiled.folders.map(each) },
  };
}

/** The same with an object more in one unit. */
export function withObject(
  { plan, compiled }: CompiledFleet,
  cluster: string,
  unit: string,
  object: Manifest,
): CompiledFleet {
  const units = compiled.units.map((candidate) =>
    candidate.cluster === cluster && candidate.name === unit
      ? { ...candidate, objects: [...candidate.objects, object] }
      : candidate,
  );
  return { plan, compiled: { ...compiled, units } };
}

/** A copy of an object with the value at a path replaced, or with `undefined` taken away; missing parents are made. */
export function withValue<T>(value: T, path: readonly (string | number)[], replacement: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return replacement as T;
  const inside = value as Record<string | number, unknown>;
  const child = inside[key] ?? (typeof rest[0] === 'number' ? [] : {});
  const next = rest.length === 0 ? replacement : withValue(child, rest, replacement);
  if (Array.isArray(value))
    return value.toSpliced(Number(key), 1, ...(next === undefined ? [] : [next as unknown])) as T;
  const others = Object.entries(inside).filter(([name]) => name !== key);
  return Object.fromEntries(next === undefined ? others : [...others, [key, next]]) as T;
}

/** Changes the object of a kind and name, in one cluster or in all. */
export function edit(
  kind: string,
  name: string,
  path: readonly (string | number)[],
  value: unknown,
  cluster?: string,
): Change {
  return (object, where) =>
    object.kind === kind && object.metadata.name === name && (cluster === undefined || cluster === where)
      ? withValue(object, path, value)
      : object;
}

/** What a rule finds. */
export function findingsOf(
  rule: LintRule,
  fleet: CompiledFleet,
  resources: Readonly<Record<string, unknown>> = {},
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  lint([rule], lintIndex({ ...fleet, resources }), (diagnostic) => void found.push(diagnostic));
  return found;
}

/** The sentences of what a rule finds, as `<message> | <remedy>`. */
export function sentencesOf(rule: LintRule, fleet: CompiledFleet): readonly string[] {
  return findingsOf(rule, fleet).map(({ message, remedy }) => `${message} | ${remedy}`);
}
