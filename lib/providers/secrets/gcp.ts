import { prefixed } from '../identity/identity';
import { storeOf, type ProviderSecrets } from './secrets';

const entry: ProviderSecrets['entry'] = (name, account, reader) =>
  prefixed(storeOf(account, reader), '-', name.replace(/[^A-Za-z0-9_-]+/g, '-'));

/**
 * Secret Manager of the project, in its global location: where a secret lies is its own replication policy. Such a store
 * knows no prefix, so that every ExternalSecret writes it, and who may read what is said by roles alone.
 */
export const gcpSecrets: ProviderSecrets = {
  store: ({ account: { id }, serviceAccount }) => {
    if (id === undefined) return { missing: ['id'] };
    return {
      provider: {
        gcpsm: {
          projectID: id,
          secretVersionSelectionPolicy: 'LatestOrFail',
          ...(serviceAccount === undefined
            ? {}
            : { auth: { workloadIdentity: { serviceAccountRef: serviceAccount } } }),
        },
      },
    };
  },
  delegates: () => true,
  entry,
  ignoresCase: false,
  fullName: entry,
};
