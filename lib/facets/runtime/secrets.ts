import type { Construct } from 'constructs';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { appStoreEntry, storeName } from '../../plan/secret-stores';
import { buildStoredSecret, wholeEntry } from '../../stored-secret';

/** The Secrets of an app, out of the store of the cluster's own region: no other region has to be up for them. */
export function buildSecrets(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet, facets } = placement;
  for (const { name, from } of facets.runtime.secrets) {
    if (!isFirstToAsk(name, placement)) continue;
    buildStoredSecret(scope, `secret-${name}`, {
      metadata: { name, namespace: app.namespace, labels: appLabels(app, cluster) },
      store: storeName(fleet, cluster, 'apps'),
      source: wholeEntry(appStoreEntry(cluster, from)),
    });
  }
}

/** Apps that share a namespace may share a Secret; the first of them by its name has it made. */
function isFirstToAsk(secret: string, { app, cluster, plan }: Placement): boolean {
  const first = plan.apps.find(
    ({ app: other, placed }) =>
      other.namespace === app.namespace &&
      placed.includes(cluster) &&
      other.in(cluster).facets.runtime.secrets.some(({ name }) => name === secret),
  );
  return first?.app === app;
}
