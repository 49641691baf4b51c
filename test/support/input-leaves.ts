import { z } from 'zod';
import { appSchema, releasesSchema } from '../../lib/config/app-schema';
import { backupProfileSchema } from '../../lib/config/backup-schema';
import { clusterFileSchema, clusterProfileSchema } from '../../lib/config/cluster-schema';
import { fleetSchema } from '../../lib/config/fleet-schema';
import { observabilityProfileSchema } from '../../lib/config/observability-schema';
import { policyProfileSchema } from '../../lib/config/policy-schema';
import { telemetryProfileSchema } from '../../lib/config/telemetry-schema';
import { tombstonesSchema } from '../../lib/config/tombstones-schema';
import { versionsSchema } from '../../lib/config/versions-schema';
import { INPUT_FILES } from '../../scripts/generate/input-schemas';

/** The schema of every kind of input. */
export const INPUT_SCHEMAS = {
  fleet: fleetSchema,
  cluster: clusterFileSchema,
  'cluster-profile': clusterProfileSchema,
  'backup-profile': backupProfileSchema,
  'observability-profile': observabilityProfileSchema,
  'telemetry-profile': telemetryProfileSchema,
  'policy-profile': policyProfileSchema,
  versions: versionsSchema,
  app: appSchema,
  releases: releasesSchema,
  tombstones: tombstonesSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** A kind of input. */
export type InputKind = keyof typeof INPUT_SCHEMAS;

/** The kind of an input by its path; undefined for a file that is none. */
export function kindOfFile(file: string): InputKind | undefined {
  const found = INPUT_FILES.find(({ path }) =>
    new RegExp(`^${path.replace(/<[^>]+>/g, '[^/]+')}$`).test(file),
  );
  return found?.name as InputKind | undefined;
}

/** Steps from the root of an input to a field; `[]` stands for any entry of a list, `*` for any key of a map. */
export type LeafPath = readonly string[];

/** Every field of a schema that holds no further fields. */
export function leavesOf(schema: z.ZodType, path: LeafPath = []): readonly LeafPath[] {
  const inner = bareSchema(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, field]) =>
      leavesOf(field, [...path, key]),
    );
  }
  if (inner instanceof z.ZodArray) return leavesOf(inner.element as z.ZodType, [...path, '[]']);
  if (inner instanceof z.ZodRecord) return leavesOf(inner.valueType as z.ZodType, [...path, '*']);
  return [path];
}

/** A schema without what makes it optional. */
export function bareSchema(schema: z.ZodType): z.ZodType {
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

/** The schema of a leaf, without what makes it optional. */
export function schemaAt(schema: z.ZodType, leaf: LeafPath): z.ZodType {
  return leaf.reduce<z.ZodType>((current, step) => {
    const inner = bareSchema(current);
    if (inner instanceof z.ZodObject)
      return bareSchema((inner.shape as Record<string, z.ZodType>)[step] ?? inner);
    if (inner instanceof z.ZodArray) return bareSchema(inner.element as z.ZodType);
    return inner instanceof z.ZodRecord ? bareSchema(inner.valueType as z.ZodType) : inner;
  }, schema);
}

/** The leaves that a value sets, as paths of the same form. */
export function leavesSetBy(value: unknown, path: LeafPath = []): readonly LeafPath[] {
  if (Array.isArray(value))
    return value.length === 0 ? [path] : value.flatMap((item) => leavesSetBy(item, [...path, '[]']));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, child]) => leavesSetBy(child, [...path, key]));
}

/** Whether a concrete path is an instance of a leaf's: a map's `*` takes any key, and a list may be the leaf itself. */
export function isInstanceOf(path: LeafPath, leaf: LeafPath): boolean {
  const own = path.at(-1) === '[]' && leaf.at(-1) !== '[]' ? path.slice(0, -1) : path;
  return (
    own.length === leaf.length &&
    leaf.every((step, index) => (step === '*' ? own[index] !== '[]' : step === own[index]))
  );
}

/** A leaf as people write it: application.regions[], runtime.env.*. */
export function leafText(path: LeafPath): string {
  return path.join('.').replaceAll('.[]', '[]');
}
