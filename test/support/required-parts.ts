import { z } from 'zod';
import { clusterSchema } from '../../lib/config/cluster-schema';
import { bareSchema, INPUT_SCHEMAS, type InputKind } from './input-leaves';

/** Steps from the root of parsed data: keys and indexes. */
export type DataPath = readonly (string | number)[];

/** Every part of an input that its schema does not do without: keys of maps, and lists that may not be empty. */
export function requiredParts(kind: InputKind, data: unknown): readonly DataPath[] {
  // What a profile gives may be left out; a cluster without one has to say everything itself.
  const alone = kind === 'cluster' && isMap(data) && !Object.hasOwn(data, 'profile');
  return partsOf(alone ? clusterSchema : INPUT_SCHEMAS[kind], data, []);
}

function partsOf(schema: z.ZodType, data: unknown, path: DataPath): readonly DataPath[] {
  const inner = bareSchema(schema);
  if (inner instanceof z.ZodObject && isMap(data)) {
    const shape = inner.shape as Record<string, z.ZodType>;
    return Object.entries(data).flatMap(([key, value]) => {
      const field = shape[key];
      if (field === undefined) return [];
      const own = field.safeParse(undefined).success ? [] : [[...path, key]];
      return [...own, ...partsOf(field, value, [...path, key])];
    });
  }
  if (inner instanceof z.ZodRecord && isMap(data))
    return Object.entries(data).flatMap(([key, value]) =>
      partsOf(inner.valueType as z.ZodType, value, [...path, key]),
    );
  if (inner instanceof z.ZodArray && Array.isArray(data)) {
    const items = data.flatMap((item, index) => partsOf(inner.element as z.ZodType, item, [...path, index]));
    return data.length === 1 && !inner.safeParse([]).success ? [...items, [...path, 0]] : items;
  }
  return [];
}

function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A copy of data without what stands at a path. */
export function withoutPart(data: unknown, [step, ...rest]: DataPath): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(data)) {
    const at = Number(step);
    return rest.length === 0 ? data.toSpliced(at, 1) : data.with(at, withoutPart(data[at], rest));
  }
  const entries = Object.entries(data as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      key !== step ? [[key, value]] : rest.length === 0 ? [] : [[key, withoutPart(value, rest)]],
    ),
  );
}
