import { prefixed } from '../identity/identity';
import { storeOf, type ProviderSecrets } from './secrets';

/**
 * Secrets Manager of the cluster's own region, where a replica has the name of its original. The store puts its prefix in
 * front, so that nobody gets behind it by another name. EKS Pod Identity knows the pods of the operator alone: it cannot
 * ask under another service account there.
 */
export const awsSecrets: ProviderSecrets = {
  store: ({ region, account, reader, serviceAccount }) => {
    const prefix = storeOf(account, reader);
    return {
      provider: {
        aws: {
          service: 'SecretsManager',
          region,
          ...(prefix === undefined ? {} : { prefix: `${prefix}/` }),
          ...(serviceAccount === undefined ? {} : { auth: { jwt: { serviceAccountRef: serviceAccount } } }),
        },
      },
    };
  },
  delegates: (mode) => mode === 'irsa',
  entry: (name) => name,
  ignoresCase: false,
  fullName: (name, account, reader) => prefixed(storeOf(account, reader), '/', name),
};
