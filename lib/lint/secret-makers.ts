import { textOf, valueAt } from '../core/json';
import { onceFor } from '../core/once-for';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** How each kind names the Secret that its controller makes. */
const MAKERS: Readonly<Record<string, (entry: LintEntry) => string | undefined>> = {
  Secret: ({ name }) => name,
  'ExternalSecret.external-secrets.io': ({ object, name }) =>
    textOf(valueAt(object, 'spec', 'target', 'name')) ?? name,
  'Certificate.cert-manager.io': ({ object }) => textOf(valueAt(object, 'spec', 'secretName')),
  'SealedSecret.bitnami.com': ({ name }) => name,
};

/** Whether something in the tree makes a Secret in a namespace of a cluster. */
export const secretIsMade: (
  index: LintIndex,
) => (cluster: string, namespace: string, name: string) => boolean = onceFor((index) => {
  const made = new Set<string>();
  for (const [type, nameOf] of Object.entries(MAKERS))
    for (const entry of index.ofType(type))
      made.add(keyOf(entry.cluster, entry.namespace, nameOf(entry) ?? ''));
  return (cluster, namespace, name) => made.has(keyOf(cluster, namespace, name));
});

function keyOf(cluster: string, namespace: string, name: string): string {
  return `${cluster} ${namespace}/${name}`;
}
