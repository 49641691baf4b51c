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

/** Whether a Secret is made in a namespace of a cluster, or the contract of an app there says that somebody makes it. */
export const secretIsMade: (
  index: LintIndex,
) => (cluster: string, namespace: string, name: string) => boolean = onceFor((index) => {
  const made = new Set<string>();
  for (const [type, nameOf] of Object.entries(MAKERS))
    for (const entry of index.ofType(type))
      made.add(keyOf(entry.cluster, entry.namespace, nameOf(entry) ?? ''));
  for (const { app } of index.apps.values())
    for (const cluster of app.clusters)
      for (const { name } of app.in(cluster).facets.runtime.secrets)
        made.add(keyOf(cluster.id, app.namespace, name));
  return (cluster, namespace, name) => made.has(keyOf(cluster, namespace, name));
});

function keyOf(cluster: string, namespace: string, name: string): string {
  return `${cluster} ${namespace}/${name}`;
}
