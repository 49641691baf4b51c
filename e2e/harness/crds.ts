import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { onceFor } from '../../lib/core/once-for';
import { crdPath } from '../tools/tool-cache';
import { CRD_SOURCES } from '../tools/tool-list';
import type { KubeClient, KubeObject } from './kube-client';
import type { RunContext } from './run-context';
import { clusterNames, readClusterTree } from './tree';
import { pending } from './waits';

/** Definitions of kinds whose module no proxy serves, written from documentation. */
const DOCUMENTED = 'scripts/import/documented';

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What holds values of objects, and no schema of them. */
const VALUES = new Set(['default', 'example', 'enum']);

/** Prose says nothing of what is valid, yet it is most of a definition, and servers carry every word of it around. */
function withoutProse(schema: Json): Json {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== 'description' || isJson(value))
      .map(([key, value]) => [key, isJson(value) && !VALUES.has(key) ? withoutProse(value) : value]),
  );
}

interface Definition extends KubeObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly storage: boolean; readonly schema: Json }[];
  };
}

function lean(definition: Definition): Definition {
  const versions = definition.spec.versions.map((version) => ({
    ...version,
    schema: withoutProse(version.schema),
  }));
  return { ...definition, spec: { ...definition.spec, versions } };
}

/** The definitions of every pinned module, whole but for their prose, and those that are written from documentation. */
export const pinnedCrds = onceFor(readCrds);

function readCrds(context: RunContext): readonly KubeObject[] {
  const folders = CRD_SOURCES.map((source) => crdPath(context.tools, source));
  return [...folders, join(context.repository, DOCUMENTED)].flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
      .map((document) => document.toJS() as KubeObject | null)
      .filter((object) => object !== null && object.kind === 'CustomResourceDefinition')
      .map((object) => lean(object as Definition)),
  );
}

/**
 * Those definitions of whose kind some object is, with the versions in which there are any: what nobody uses costs every server
 * and every controller time.
 */
export function usedCrds(
  definitions: readonly KubeObject[],
  objects: readonly KubeObject[],
): readonly KubeObject[] {
  const used = new Set(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  return (definitions as readonly Definition[]).flatMap((definition) => {
    const { group, names, versions } = definition.spec;
    const kept = versions.filter(({ name }) => used.has(`${group}/${name} ${names.kind}`));
    return kept.length === 0 ? [] : [withVersions(definition, kept)];
  });
}

/** One version must be the one that is stored. */
function withVersions(definition: Definition, versions: Definition['spec']['versions']): KubeObject {
  const isStored = versions.some(({ storage }) => storage);
  const kept = versions.map((version, index) => ({
    ...version,
    storage: isStored ? version.storage : index === 0,
  }));
  return { ...definition, spec: { ...definition.spec, versions: kept } };
}

/** The definitions of all kinds in the trees of the reference fleet. */
export const referenceCrds = onceFor((context: RunContext) =>
  usedCrds(
    pinnedCrds(context),
    clusterNames(join(context.repository, 'dist'))
      .flatMap((name) => readClusterTree(join(context.repository, 'dist', name)))
      .map(({ object }) => object),
  ),
);

function isEstablished(definition: KubeObject): boolean {
  const status = definition['status'] as
    { readonly conditions?: readonly { readonly type: string; readonly status: string }[] } | undefined;
  return (status?.conditions ?? []).some(
    (condition) => condition.type === 'Established' && condition.status === 'True',
  );
}

/** Installs definitions and waits until the API server serves them. */
export async function installCrds(
  context: RunContext,
  client: KubeClient,
  cluster: string,
  definitions: readonly KubeObject[],
): Promise<void> {
  for (const definition of definitions) {
    const verdict = await client.create(definition, 'crd-install');
    if (!verdict.accepted) throw new Error(`${definition.metadata.name}: ${verdict.message}`);
  }
  const names = new Set(definitions.map((definition) => definition.metadata.name));
  await context.waits.until(`${cluster} CRDs established`, 60_000, async () => {
    const live = await client.listKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const missing = [...names].filter(
      (name) => !live.some((item) => item.metadata.name === name && isEstablished(item)),
    );
    return missing.length === 0 ? true : pending(missing.join(', '));
  });
}
