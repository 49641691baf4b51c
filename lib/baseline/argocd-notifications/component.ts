import { ARGOCD_NAMESPACE, ARGOCD_NOTIFICATIONS_SECRET } from '../../plan/names';
import { platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import { buildStoredSecret, wholeEntry } from '../../stored-secret';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/** What Argo CD needs to tell people: one entry of the region's own store, whose keys its notifications name. */
export const argocdNotifications: Component = {
  name: 'argocd-notifications',
  namespace: ARGOCD_NAMESPACE,
  isIn: ({ cluster }) => {
    const { install, notifications } = cluster.baseline.argocd;
    return install && notifications !== undefined;
  },
  build(scope, { fleet, cluster }) {
    buildStoredSecret(scope, 'secret', {
      metadata: {
        name: ARGOCD_NOTIFICATIONS_SECRET,
        namespace: ARGOCD_NAMESPACE,
        labels: { ...baselineLabels(cluster) },
      },
      store: storeName(fleet, cluster, 'platform'),
      source: wholeEntry(platformStoreEntry(fleet, cluster, 'argocd', cluster.id)),
      // Argo CD reads no Secret without it.
      marks: { labels: { 'app.kubernetes.io/part-of': 'argocd' }, annotations: {} },
    });
  },
};
