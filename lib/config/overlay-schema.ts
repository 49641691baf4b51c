import { z } from 'zod';
import { name } from '../schema/leaves';

/** What an overlay may select clusters by, the most specific first. */
export const MATCH_KEYS = ['cluster', 'region', 'ring', 'geography', 'provider', 'environment'] as const;

/** One of MATCH_KEYS. */
export type MatchKey = (typeof MATCH_KEYS)[number];

/** Which clusters an overlay is for: all named keys must agree. */
export type Match = Readonly<Partial<Record<MatchKey, string | readonly string[]>>>;

const oneOrMore = z.union([name, z.array(name).min(1)]);

/** The `match` of an overlay. */
export const matchSchema = z
  .strictObject({
    cluster: oneOrMore.optional().describe('Cluster ids.'),
    region: oneOrMore.optional().describe('Regions.'),
    ring: oneOrMore.optional().describe('Rings.'),
    geography: oneOrMore.optional().describe('Geographies.'),
    provider: oneOrMore.optional().describe('Providers.'),
    environment: oneOrMore.optional().describe('Environments.'),
  })
  .refine(
    (match) => Object.keys(match).length > 0,
    'expected at least one key: an overlay for every cluster is no overlay',
  )
  .describe('Clusters that the overlay is for; all keys must agree, and any value of a list will do.');

/** The schema that an overlay of `schema` must meet: every field optional, optional ones may be null to remove them. */
export function overlayOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return overlayOf(schema.unwrap() as z.ZodType).meta({
      ...schema.meta(),
      default: schema.def.defaultValue,
    });
  }
  if (schema instanceof z.ZodOptional) {
    const inner = overlayOf(schema.unwrap() as z.ZodType);
    return inner.nullable().meta(schema.meta() ?? {});
  }
  if (schema instanceof z.ZodObject)
    return z.strictObject(overlayFields(schema.shape as Record<string, z.ZodType>));
  if (schema instanceof z.ZodRecord) {
    return z.record(schema.keyType as z.ZodString, overlayOf(schema.valueType as z.ZodType).nullable());
  }
  return schema;
}

/** The fields of an object schema as an overlay takes them. */
export function overlayFields(shape: Readonly<Record<string, z.ZodType>>): Record<string, z.ZodType> {
  const entries = Object.entries(shape).map(([key, field]): [string, z.ZodType] => [
    key,
    overlayOf(field)
      .optional()
      .meta(field.meta() ?? {}),
  ]);
  return Object.fromEntries(entries);
}
