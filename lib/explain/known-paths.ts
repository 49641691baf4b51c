import { appSchema } from '../config/app-schema';
import { clusterFileSchema } from '../config/cluster-schema';

/** A field of the contract, below `application`. */
export interface KnownPath {
  readonly path: readonly string[];
  /** What holds where nothing sets it; absent where then nothing holds. */
  readonly default?: unknown;
  /** A map with keys of the author's own choice, each of which is a path, too. */
  readonly open: boolean;
  /** Length of the longest beginning of the path that may be left out as a whole; its defaults hold only where it is not. */
  readonly optionalDepth: number;
}

/** What a walk needs to know of a schema. */
interface SchemaNode {
  readonly def: {
    readonly type: string;
    readonly innerType?: SchemaNode;
    readonly shape?: Readonly<Record<string, SchemaNode>>;
    readonly defaultValue?: unknown;
  };
  readonly meta: () => { readonly default?: unknown } | undefined;
}

/** Every field of the contract, in the order of the schema. Lists are one value. */
export function knownPaths(): readonly KnownPath[] {
  return fieldsBelow(appSchema.shape.application as unknown as SchemaNode, [], { optionalDepth: 0 });
}

/** Every field of a row of the registry, in the order of the schema. */
export function knownClusterPaths(): readonly KnownPath[] {
  return fieldsBelow(clusterFileSchema as unknown as SchemaNode, [], { optionalDepth: 0 });
}

interface Context {
  readonly default?: unknown;
  readonly optionalDepth: number;
}

const WRAPPERS: readonly string[] = ['optional', 'nullable', 'default', 'prefault'];

function fieldsBelow(schema: SchemaNode, path: readonly string[], context: Context): readonly KnownPath[] {
  const { node, fallback } = unwrap(schema);
  const value = fallback ?? context.default;
  const { shape } = node.def;
  if (shape === undefined) {
    const own = value === undefined ? {} : { default: value };
    return [{ path, ...own, open: node.def.type === 'record', optionalDepth: context.optionalDepth }];
  }
  // A map without a default is left out as a whole; the facets themselves always are there.
  const optionalDepth = value === undefined && path.length > 1 ? path.length : context.optionalDepth;
  return Object.entries(shape).flatMap(([key, field]) =>
    fieldsBelow(field, [...path, key], { default: memberOf(value, key), optionalDepth }),
  );
}

function unwrap(schema: SchemaNode): { readonly node: SchemaNode; readonly fallback?: unknown } {
  let node = schema;
  let fallback = schema.meta()?.default ?? schema.def.defaultValue;
  while (WRAPPERS.includes(node.def.type) && node.def.innerType !== undefined) {
    node = node.def.innerType;
    fallback ??= node.meta()?.default ?? node.def.defaultValue;
  }
  return { node, fallback };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
