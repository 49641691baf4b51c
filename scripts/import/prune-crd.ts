import type { JsonObject } from '../../lib/core/manifest';
import { BRANCHES, type Branches } from './branches';
import type { Crd } from './read-crds';
import { asObject, mapChildren, withoutProperties, withoutProse, type Schema } from './schema';

const OPEN: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The manifest of a CRD as the typings are generated from it: one version, no prose, no status, cut branches. */
export function pruneCrd(crd: Crd): JsonObject {
  const schema = cut(withoutRules(withoutProse(crd.schema)), branchesOf(crd), []);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${String(crd.names['plural'])}.${crd.group}` },
    spec: {
      group: crd.group,
      names: crd.names,
      scope: crd.scope,
      versions: [
        {
          name: crd.version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: withoutProperties(schema, new Set(['status'])) },
        },
      ],
    },
  };
}

function branchesOf(crd: Crd): Branches {
  return BRANCHES[`${crd.kind}.${crd.group}`] ?? {};
}

/** Without CEL: only an API server runs it, and its messages are prose. */
function withoutRules(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => keyword !== 'x-kubernetes-validations');
  return mapChildren(Object.fromEntries(kept), withoutRules);
}

function cut(schema: Schema, branches: Branches, path: readonly string[]): Schema {
  const here = path.join('.');
  if (branches.open?.includes(here)) return OPEN;
  const gone = new Set<string>();
  for (const name of Object.keys(asObject(schema['properties']))) {
    const only = branches.only?.[here];
    if (only !== undefined && !only.includes(name)) gone.add(name);
    if (branches.drop?.includes([...path, name].join('.'))) gone.add(name);
  }
  const kept = gone.size > 0 ? withoutProperties(schema, gone) : schema;
  return mapChildren(kept, (child, step) =>
    step.via === 'branch' ? child : cut(child, branches, [...path, step.name]),
  );
}
