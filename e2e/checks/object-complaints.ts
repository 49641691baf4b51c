import { KNOWN_WARNINGS } from '../expectations/known-warnings';
import { addedInLists, differences } from '../harness/compare';
import type { KubeClient, KubeObject } from '../harness/kube-client';
import type { CommittedTree } from '../harness/tree';

/** Namespaces are created in earnest, for an object cannot be tried in a namespace that is not there. */
export async function prepareNamespaces(client: KubeClient, tree: CommittedTree): Promise<void> {
  const written = tree.objects.map((item) => item.object).filter((object) => object.kind === 'Namespace');
  const names = new Set(
    tree.objects.map((item) => item.object.metadata.namespace).filter((name) => name !== undefined),
  );
  for (const object of written) names.delete(object.metadata.name);
  const bare = [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  for (const object of [...written, ...bare]) {
    const verdict = await client.apply(object);
    if (!verdict.accepted) throw new Error(`Namespace ${object.metadata.name}: ${verdict.message}`);
  }
}

/** Kinds of Kubernetes itself have groups without a dot or below k8s.io; the Gateway API is installed as definitions. */
function isCustom(object: KubeObject): boolean {
  const group = object.apiVersion.includes('/') ? (object.apiVersion.split('/')[0] ?? '') : '';
  return group.includes('.') && (!group.endsWith('.k8s.io') || group.startsWith('gateway.'));
}

/**
 * What the server has against one object: a refusal, a warning, a value that it stores otherwise, a default that it adds
 * where Argo CD would see a difference for ever.
 */
export async function complaints(client: KubeClient, object: KubeObject): Promise<readonly string[]> {
  const verdict = await client.apply(object, { dryRun: true });
  if (!verdict.accepted) return [verdict.message];
  const warnings = verdict.warnings.filter((text) => !KNOWN_WARNINGS.some((known) => known.text.test(text)));
  const defaults = isCustom(object) ? addedInLists(object, verdict.object) : [];
  return [...warnings.map((text) => `warning: ${text}`), ...differences(object, verdict.object), ...defaults];
}
