import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../lib/core/manifest';
import { factsOf, readKubernetesFacts, type KubernetesFacts } from './kubernetes-facts';
import { KUBERNETES_RULES } from './kubernetes-rules';
import { listRules } from './list-rules';
import {
  asList,
  asObject,
  asStrings,
  isObject,
  mapChildren,
  mapEntries,
  withoutProperties,
  withoutProse,
} from './schema';
import type { Schema } from './schema';

/** What the Kubernetes module says of its own kinds. */
export interface KubernetesApi {
  readonly definitions: JsonObject;
  readonly paths: JsonObject;
  readonly facts: KubernetesFacts;
}

/** Definitions that stand for scalars; each as the API server decodes it from JSON. */
const SCALARS: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
    // No field that we write may be negative, which the server checks field by field.
    minimum: 0,
    pattern: '^\\+?([0-9]+|[0-9]+\\.[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], format: 'int32' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'date-time' },
};
const PREFIX = '#/definitions/';

/** Reads the API of the Kubernetes module that lies in a folder. */
export function readKubernetesApi(module: string): KubernetesApi {
  const text = readFileSync(join(module, 'api/openapi-spec/swagger.json'), 'utf8');
  const document = JSON.parse(text) as { definitions: JsonObject; paths: JsonObject };
  return { ...document, facts: readKubernetesFacts(module) };
}

/** The name of the definition of a kind; throws where Kubernetes serves no such kind. */
export function definitionOf(api: KubernetesApi, group: string, version: string, kind: string): string {
  for (const [name, definition] of Object.entries(api.definitions)) {
    const served = asList(asObject(definition)['x-kubernetes-group-version-kind']).map(asObject);
    const only = served.length === 1 ? served[0] : undefined;
    if (only?.['group'] === group && only['version'] === version && only['kind'] === kind) return name;
  }
  throw new Error(`Kubernetes serves no ${kind} of ${group}/${version}.`);
}

/** True where objects of a kind live in a namespace. */
export function isNamespaced(api: KubernetesApi, group: string, version: string, kind: string): boolean {
  return Object.entries(api.paths).some(([path, operations]) => {
    if (!path.includes('/namespaces/{namespace}/')) return false;
    const gvk = asObject(asObject(asObject(operations)['get'])['x-kubernetes-group-version-kind']);
    return gvk['group'] === group && gvk['version'] === version && gvk['kind'] === kind;
  });
}

/** A definition and all that it refers to, strict, by short name: what `#/$defs/...` in them means. */
export function definitionsFrom(api: KubernetesApi, root: string): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (name: string): void => {
    const short = shortName(name);
    if (found.has(short)) return;
    found.set(short, {});
    found.set(short, strict(api, name, visit));
  };
  visit(root);
  return found;
}

/** The last part of a definition's name. */
export function shortName(definition: string): string {
  return definition.slice(definition.lastIndexOf('.') + 1);
}

function strict(api: KubernetesApi, name: string, visit: (name: string) => void): Schema {
  const definition = withoutProse(asObject(api.definitions[name]));
  const convert = (schema: Schema): Schema => convertNode(schema, visit, convert);
  if (!isObject(definition['properties'])) return convert(definition);
  const properties = mapEntries(
    asObject(withoutProperties(definition, new Set(['status']))['properties']),
    (schema, property) => ({
      ...convert(withFacts(schema, api, name, property)),
      ...KUBERNETES_RULES[`${shortName(name)}.${property}`],
    }),
  );
  const required = asStrings(definition['required']);
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function withFacts(schema: Schema, api: KubernetesApi, definition: string, property: string): Schema {
  const facts = factsOf(api.facts, definition, property);
  const result: Record<string, Json> = { ...schema };
  if (facts.enum !== undefined) result['enum'] = facts.enum;
  if (facts.elementEnum !== undefined && isObject(schema['items'])) {
    result['items'] = { ...schema['items'], enum: facts.elementEnum };
  }
  const items = asObject(schema['items'])['$ref'];
  if (typeof items === 'string') {
    return {
      ...result,
      ...listRules(schema, (key) => factsOf(api.facts, items.slice(PREFIX.length), key).default),
    };
  }
  return { ...result, ...listRules(schema, () => undefined) };
}

function convertNode(
  schema: Schema,
  visit: (name: string) => void,
  convert: (schema: Schema) => Schema,
): Schema {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const target = reference.slice(PREFIX.length);
    const scalar = SCALARS[target];
    if (scalar !== undefined) return scalar;
    visit(target);
    return { $ref: `#/$defs/${shortName(target)}` };
  }
  const kept = Object.entries(schema).filter(
    ([keyword]) => !keyword.startsWith('x-') && keyword !== 'default',
  );
  return mapChildren(Object.fromEntries(kept), convert);
}
