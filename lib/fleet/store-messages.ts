import { defineMessage, type Position } from '../core/diagnostic';

/** One store for what apps read and for what the platform must know. */
export const oneStoreForAll = defineMessage<{ at: Position; cluster: string; store: string }>(
  'fleet/one-store-for-all',
  {
    reason: 'Whoever may read the store could take the CA of the mesh, and be every workload of it.',
    text: ({ at, cluster, store }) => ({
      at,
      message: `in ${cluster}, "${store}" is the store of the platform, and that of apps as well`,
      remedy: 'Give "baseline.external-secrets.appStore" another name.',
    }),
  },
);
