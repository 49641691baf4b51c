import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../lib/core/manifest';

/** What Kubernetes declares of a property beyond its published OpenAPI document. */
export interface PropertyFacts {
  /** The value that the API server puts where none is given; scalars only. */
  readonly default?: string | number | boolean;
  readonly enum?: readonly Json[];
  /** The enum of the elements of a list. */
  readonly elementEnum?: readonly Json[];
}

/** Facts by definition and property: `io.k8s.api.core.v1.ServicePort protocol`. */
export type KubernetesFacts = ReadonlyMap<string, PropertyFacts>;

const SOURCE = 'pkg/generated/openapi/zz_generated.openapi.go';
const FUNCTION = /^func schema_(\w+)\(/;
const PROPERTY = /^\t{5}"([^"]+)": \{$/;
const FACT = /^(\t+)(Default|Enum):\s+(.+),$/;
/** The depth at which a property's own schema is written; what lies deeper belongs to its elements. */
const OWN_DEPTH = 7;

/**
 * Reads enums and defaults from the generated Go source of the Kubernetes module: the published document leaves out
 * the enums, though the API server checks them.
 */
export function readKubernetesFacts(module: string): KubernetesFacts {
  const facts = new Map<string, PropertyFacts>();
  let definition = '';
  let property = '';
  for (const line of readFileSync(join(module, SOURCE), 'utf8').split('\n')) {
    definition = FUNCTION.exec(line)?.[1] ?? definition;
    property = PROPERTY.exec(line)?.[1] ?? property;
    const fact = FACT.exec(line);
    if (fact === null) continue;
    const key = `${definition} ${property}`;
    facts.set(key, { ...facts.get(key), ...readFact(fact) });
  }
  return facts;
}

/** The facts of one property of a definition of the OpenAPI document. */
export function factsOf(facts: KubernetesFacts, definition: string, property: string): PropertyFacts {
  const name = definition
    .replace('io.k8s.apimachinery.pkg.', 'pkg_')
    .replace('io.k8s.', 'k8sio_')
    .replaceAll('.', '_');
  return facts.get(`${name} ${property}`) ?? {};
}

function readFact([, tabs = '', name, text = '']: RegExpExecArray): PropertyFacts {
  const own = tabs.length === OWN_DEPTH;
  if (name === 'Enum') {
    const values = JSON.parse(`[${/\{\}\{(.*)\}/.exec(text)?.[1] ?? ''}]`) as Json[];
    return own ? { enum: values } : { elementEnum: values };
  }
  const scalar = /^("[^"]*"|-?\d+|true|false)$/.exec(text)?.[0];
  return own && scalar !== undefined ? { default: JSON.parse(scalar) as string | number | boolean } : {};
}
