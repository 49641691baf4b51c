import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { crdPath } from '../tools/tool-cache';
import { CRD_SOURCES } from '../tools/tool-list';
import type { KubeClient, KubeObject } from './kube-client';
import type { RunContext } from './run-context';
import { pending } from './waits';

/** Definitions of kinds whose module no proxy serves, written from documentation. */
const DOCUMENTED = 'scripts/import/documented';

/** The complete definitions of every pinned module, as they are published, and those that are written from documentation. */
export function pinnedCrds(context: RunContext): readonly KubeObject[] {
  const folders = CRD_SOURCES.map((source) => crdPath(context.tools, source));
  return [...folders, join(context.repository, DOCUMENTED)].flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
      .map((document) => document.toJS() as KubeObject | null)
      .filter((object) => object !== null && object.kind === 'CustomResourceDefinition')
      .map((object) => object as KubeObject),
  );
}

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
    const verdict = await client.apply(definition, { fieldManager: 'crd-install' });
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
