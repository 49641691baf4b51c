import { FACETS, type FacetName } from '../../lib/facets/schemas';
import { CRITICALITY_PROFILES } from '../../lib/fleet/profiles';
import { EXAMPLES } from './examples';
import { inputSchema, type InputFile, type SchemaNode } from './input-schemas';

/** One field of an input file. */
export interface Field {
  /** Steps joined by dots; `[]` for the entries of a list, `<name>` for the keys of a map. */
  readonly path: string;
  readonly node: SchemaNode;
  /** Without it the file is invalid. */
  readonly required: boolean;
  /** What it is when it is left out; absent where there is no such value. */
  readonly default?: string;
  /** Absent for a field that only holds others. */
  readonly example?: unknown;
  /** Where the fields inside it are described, when they repeat others. */
  readonly sameAs?: string;
}

/** Every field of a kind of input file, each container before what it holds. */
export function fieldsOf(file: InputFile): readonly Field[] {
  const root = withWholeFacets(file, inputSchema(file.schema));
  return childFields(file, root, '');
}

/** Contracts are folded before they are judged, so the facets' own schemas say what is required in the end. */
function withWholeFacets(file: InputFile, root: SchemaNode): SchemaNode {
  const application = root.properties?.['application'];
  if (file.name !== 'app' || application === undefined) return root;
  const facets = Object.entries(FACETS).map(([name, { schema, describe }]): [string, SchemaNode] => [
    name,
    { ...inputSchema(schema), description: describe },
  ]);
  const whole = { ...application, properties: { ...application.properties, ...Object.fromEntries(facets) } };
  return { ...root, properties: { ...root.properties, application: whole } };
}

function childFields(file: InputFile, node: SchemaNode, path: string): Field[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    fieldAndChildren(file, withoutNull(child), path === '' ? key : `${path}.${key}`, isRequired(node, key)),
  );
}

function fieldAndChildren(file: InputFile, node: SchemaNode, path: string, required: boolean): Field[] {
  const sameAs = repetitionOf(file, path);
  const inner = sameAs === undefined ? childrenOf(file, node, path) : [];
  const profile = profileDefault(path);
  const field: Field = {
    path,
    node,
    required: required && profile === undefined,
    ...defaultOf(node, profile),
    ...(inner.length > 0 || sameAs !== undefined ? {} : exampleOf(file, node, path)),
    ...(sameAs === undefined ? {} : { sameAs }),
  };
  return [field, ...inner];
}

/** The fields inside an object, a list of objects or a map of objects. */
function childrenOf(file: InputFile, node: SchemaNode, path: string): Field[] {
  if (node.properties !== undefined) return childFields(file, node, path);
  if (isNode(node.items)) return childFields(file, withoutNull(node.items), `${path}[]`);
  if (isNode(node.additionalProperties))
    return childFields(file, withoutNull(node.additionalProperties), `${path}.<name>`);
  return [];
}

function isRequired(node: SchemaNode, key: string): boolean {
  return node.required?.includes(key) ?? false;
}

function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In a contract `null` takes an optional value back; the page says so once, not at every field. */
export function withoutNull(node: SchemaNode): SchemaNode {
  const branches = node.anyOf?.filter((branch) => branch.type !== 'null') ?? [];
  const [only] = branches;
  if (branches.length !== 1 || only === undefined) return node;
  const { anyOf: _branches, ...own } = node;
  return { ...only, ...own };
}

const OVERLAYS: Readonly<Record<string, RegExp>> = {
  app: /^overlays\[\]\.(?!match)(\w+)$/,
  fleet: /^overlays\[\]\.(application|baseline)$/,
};

function repetitionOf(file: InputFile, path: string): string | undefined {
  const name = OVERLAYS[file.name]?.exec(path)?.[1];
  if (name === undefined) return undefined;
  if (file.name === 'app') return `application.${name}`;
  return name === 'application' ? 'the facets of application in app.yaml' : 'baseline';
}

/** "3 (tier-1), 2 (tier-2)": a default that the profile of the criticality sets. */
function profileDefault(path: string): string | undefined {
  const match = /^application\.(\w+)\.(\w+)$/.exec(path);
  const [, facet, field] = match ?? [];
  if (facet === undefined || field === undefined) return undefined;
  const values = Object.entries(CRITICALITY_PROFILES).flatMap(([tier, profile]) => {
    const value = profile[facet as FacetName]?.[field];
    return value === undefined ? [] : [`\`${String(value)}\` (${tier})`];
  });
  return values.length === 0 ? undefined : values.join(', ');
}

function defaultOf(node: SchemaNode, profile: string | undefined): { readonly default?: string } {
  if (profile !== undefined) return { default: profile };
  if (node.default === undefined) return {};
  return { default: `\`${JSON.stringify(node.default).replace(/^"(.*)"$/, '$1')}\`` };
}

function exampleOf(file: InputFile, node: SchemaNode, path: string): { readonly example?: unknown } {
  const own = EXAMPLES[`${file.name}: ${path}`];
  const example = own ?? node.examples?.[0] ?? node.enum?.[0] ?? derivedExample(node);
  return example === undefined ? {} : { example };
}

function derivedExample(node: SchemaNode): unknown {
  if (node.type === 'boolean') return node.default !== true;
  const filled = node.default !== undefined && JSON.stringify(node.default).length > 2;
  return filled ? node.default : undefined;
}
