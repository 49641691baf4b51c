import type { Json } from '../../lib/core/manifest';
import { javascriptPattern } from './javascript-pattern';
import { listRules } from './list-rules';
import type { Crd } from './read-crds';
import {
  asList,
  asObject,
  isObject,
  mapChildren,
  withoutProperties,
  withoutProse,
  type Schema,
} from './schema';

/** Keywords that the conversion below has turned into JSON Schema, or that only an API server can act on. */
const CONSUMED = new Set(['default', 'nullable']);

/** The whole schema of a CRD as strict JSON Schema: unknown fields refused wherever the API server would prune them. */
export function crdSchema(crd: Crd): Schema {
  return structural(
    withoutProperties(withoutProse(crd.schema), new Set(['status', 'metadata', 'apiVersion', 'kind'])),
  );
}

function structural(schema: Schema): Schema {
  if (schema['x-kubernetes-embedded-resource'] === true)
    throw new Error('Embedded resources are not handled.');
  const children = mapChildren(schema, (child, step) =>
    step.via === 'branch' ? branch(child) : structural(child),
  );
  return {
    ...plain(children),
    ...typeRules(schema),
    ...valueRules(schema),
    ...listRules(schema, defaultIn(schema)),
    ...closing(schema),
  };
}

/** A logical branch only adds rules for values: which fields are known is said by the structure around it. */
function branch(schema: Schema): Schema {
  return plain(mapChildren(schema, branch));
}

function plain(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(
    ([keyword]) => !keyword.startsWith('x-') && !CONSUMED.has(keyword),
  );
  const pattern = schema['pattern'];
  const result = Object.fromEntries(kept);
  return typeof pattern === 'string' ? { ...result, pattern: javascriptPattern(pattern) } : result;
}

/** The few rules of CEL, by their text, that plain schema says as well; the rest is for an API server to check. */
const VALUE_RULES: Readonly<Record<string, Schema>> = {
  "duration(self) >= duration('1ms')": { format: 'duration-of-1ms-or-more' },
  '0 < self && self <= 65535': { minimum: 1, maximum: 65535 },
  '!self.contains("*")': { pattern: '^[^*]*$' },
};

function valueRules(schema: Schema): Schema {
  const rules = asList(schema['x-kubernetes-validations']).map(
    (rule) => VALUE_RULES[String(asObject(rule)['rule'])],
  );
  return Object.assign({}, ...rules) as Schema;
}

function typeRules(schema: Schema): Schema {
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  const types: Json[] = intOrString ? ['integer', 'string'] : asTypes(schema['type']);
  if (schema['nullable'] !== true) return intOrString ? { type: types } : {};
  const values = schema['enum'];
  return { type: [...types, 'null'], ...(values === undefined ? {} : { enum: [...asList(values), null] }) };
}

function asTypes(type: Json | undefined): Json[] {
  return type === undefined ? [] : [type];
}

function defaultIn(list: Schema): (key: string) => Json | undefined {
  const properties = asObject(asObject(list['items'])['properties']);
  return (key) => asObject(properties[key])['default'];
}

function closing(schema: Schema): Schema {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (open || schema['type'] !== 'object' || schema['additionalProperties'] !== undefined) return {};
  return { ...(isObject(schema['properties']) ? {} : { properties: {} }), additionalProperties: false };
}
