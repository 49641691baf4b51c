import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Json, JsonObject } from '../../lib/core/manifest';
import type { EmittedKind } from './kinds';
import { asList, asObject, isObject } from './schema';

/** One version of one kind, as its CustomResourceDefinition declares it. */
export interface Crd {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly names: JsonObject;
  readonly scope: 'Namespaced' | 'Cluster';
  /** The structural schema of the whole object. */
  readonly schema: JsonObject;
}

/** Every version of every CustomResourceDefinition in these files and folders (of a folder: its own *.yaml). */
export function readCrds(paths: readonly string[]): Crd[] {
  return paths.flatMap(yamlFiles).flatMap((file) => documents(readFileSync(file, 'utf8')).flatMap(crdsOf));
}

/** The definition of one emitted kind; throws where it is missing or not served. */
export function findCrd(crds: readonly Crd[], wanted: EmittedKind): Crd {
  const found = crds.find(
    (crd) => crd.group === wanted.group && crd.kind === wanted.kind && crd.version === wanted.version,
  );
  if (found !== undefined) return found;
  throw new Error(`${wanted.from} serves no ${wanted.kind} of ${wanted.group}/${wanted.version}.`);
}

function yamlFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => join(path, name));
}

function documents(text: string): JsonObject[] {
  const parsed = parseAllDocuments(text);
  if ('empty' in parsed) return [];
  return parsed.map((document) => document.toJS() as Json).filter(isObject);
}

function crdsOf(manifest: JsonObject): Crd[] {
  if (manifest['kind'] !== 'CustomResourceDefinition') return [];
  const spec = asObject(manifest['spec']);
  const names = asObject(spec['names']);
  const served = asList(spec['versions'])
    .map(asObject)
    .filter((version) => version['served'] === true);
  return served.map((version) => ({
    group: String(spec['group']),
    version: String(version['name']),
    kind: String(names['kind']),
    names,
    scope: spec['scope'] === 'Cluster' ? 'Cluster' : 'Namespaced',
    schema: asObject(asObject(version['schema'])['openAPIV3Schema']),
  }));
}
