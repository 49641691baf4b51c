import { sortedBy } from '../../lib/core/text';
import { crdSchema } from './crd-schema';
import type { EmittedKind } from './kinds';
import { nameRule } from './kubernetes-rules';
import {
  definitionOf,
  definitionsFrom,
  isNamespaced,
  shortName,
  type KubernetesApi,
} from './kubernetes-schema';
import type { Crd } from './read-crds';
import { asObject, asStrings, type Schema } from './schema';
import { shareDefinitions } from './share-definitions';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The name of the file with the validation schema of a kind. */
export function schemaName(group: string, version: string, kind: string): string {
  return `${group === '' ? 'core' : group}_${version}_${kind}.json`;
}

/** The validation schema of a kind of Kubernetes itself. */
export function nativeFile(api: KubernetesApi, kind: EmittedKind): Schema {
  const name = definitionOf(api, kind.group, kind.version, kind.kind);
  const definitions = new Map(definitionsFrom(api, name));
  const body = definitions.get(shortName(name)) ?? {};
  definitions.delete(shortName(name));
  return objectSchema(kind, body, definitions, isNamespaced(api, kind.group, kind.version, kind.kind));
}

/** The validation schema of a custom resource. */
export function customFile(api: KubernetesApi, kind: EmittedKind, crd: Crd): Schema {
  const { schema, definitions } = shareDefinitions(crdSchema(crd));
  const all = new Map([...definitionsFrom(api, OBJECT_META), ...definitions]);
  return objectSchema(kind, schema, all, crd.scope === 'Namespaced');
}

function objectSchema(
  kind: EmittedKind,
  body: Schema,
  definitions: ReadonlyMap<string, Schema>,
  namespaced: boolean,
): Schema {
  const { apiVersion: _, kind: __, metadata: ___, ...properties } = asObject(body['properties']);
  return {
    ...body,
    type: 'object',
    properties: {
      apiVersion: { const: kind.group === '' ? kind.version : `${kind.group}/${kind.version}` },
      kind: { const: kind.kind },
      metadata: metadata(kind, namespaced),
      ...properties,
    },
    required: ['apiVersion', 'kind', 'metadata', ...asStrings(body['required'])],
    additionalProperties: false,
    $defs: Object.fromEntries(sortedBy(definitions, ([name]) => name)),
  };
}

/** Names and namespaces are explicit in all that Meridian writes: a default namespace depends on who applies it. */
function metadata(kind: EmittedKind, namespaced: boolean): Schema {
  const name = nameRule(kind.group, kind.kind);
  return {
    $ref: '#/$defs/ObjectMeta',
    properties: namespaced ? { name } : { name, namespace: false },
    required: namespaced ? ['name', 'namespace'] : ['name'],
  };
}
