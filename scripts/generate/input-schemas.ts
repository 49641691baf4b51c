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
import { leafForm } from './leaf-forms';

/** A JSON Schema, or a part of one, as far as it is read here. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode | readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  /** Word for the form of a leaf; for the reference page, not for editors. */
  readonly 'x-form'?: string;
}

/** One kind of input file. */
export interface InputFile {
  /** Name of its schema file, without the ending. */
  readonly name: string;
  /** Where such files stand. */
  readonly path: string;
  readonly schema: z.ZodType;
}

/** Every kind of input file, in the order of the reference page. */
export const INPUT_FILES: readonly InputFile[] = [
  { name: 'fleet', path: 'fleet.yaml', schema: fleetSchema },
  { name: 'cluster', path: 'clusters/<clusterId>.yaml', schema: clusterFileSchema },
  { name: 'cluster-profile', path: 'profiles/clusters/<profile>.yaml', schema: clusterProfileSchema },
  { name: 'backup-profile', path: 'profiles/backup/<profile>.yaml', schema: backupProfileSchema },
  {
    name: 'observability-profile',
    path: 'profiles/observability/<profile>.yaml',
    schema: observabilityProfileSchema,
  },
  {
    name: 'telemetry-profile',
    path: 'profiles/telemetry/<profile>.yaml',
    schema: telemetryProfileSchema,
  },
  { name: 'policy-profile', path: 'policies/<profile>.yaml', schema: policyProfileSchema },
  { name: 'versions', path: 'versions/<ring>.yaml', schema: versionsSchema },
  { name: 'app', path: 'apps/<app>/app.yaml', schema: appSchema },
  { name: 'releases', path: 'apps/<app>/releases.yaml', schema: releasesSchema },
  { name: 'tombstones', path: 'tombstones.yaml', schema: tombstonesSchema },
];

/** The JSON Schema (draft 7, which editors read) of what may be written; parsed forms are not part of it. */
export function inputSchema(schema: z.ZodType): SchemaNode {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => restoreForms(zodSchema, jsonSchema),
  }) as SchemaNode;
}

/** A schema that parses loses its default and its form on the side of what is written: both are put back. */
function restoreForms(zodSchema: z.core.$ZodType, jsonSchema: z.core.JSONSchema.BaseSchema): void {
  const value = defaultOf(zodSchema);
  if (value !== undefined) jsonSchema.default = value;
  const form = leafForm(zodSchema);
  if (form === undefined) return;
  jsonSchema.examples ??= [form.example];
  jsonSchema['x-form'] = form.word;
  if (form.pattern !== undefined) setPattern(jsonSchema, form.pattern);
}

function defaultOf(schema: z.core.$ZodType): unknown {
  const meta = z.globalRegistry.get(schema);
  if (meta !== undefined && 'default' in meta) return meta['default'];
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.def.defaultValue;
  return undefined;
}

function setPattern(node: z.core.JSONSchema.BaseSchema, pattern: string): void {
  if (node.type === 'string') node.pattern = pattern;
  for (const branch of node.anyOf ?? []) setPattern(branch, pattern);
}
