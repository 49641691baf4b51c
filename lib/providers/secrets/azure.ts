import { storeOf, type ProviderSecrets } from './secrets';

const entry = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, '-');

/**
 * A Key Vault each for the apps and for the platform, because a role on a vault is one on all that is in it. Names there
 * have letters, digits and dashes. What the API server would fill in is written out.
 */
export const azureSecrets: ProviderSecrets = {
  store: ({ account, reader, serviceAccount }) => {
    const vault = storeOf(account, reader);
    if (vault === undefined) return { missing: [reader === 'apps' ? 'secretStore' : 'platformStore'] };
    return {
      provider: {
        azurekv: {
          authType: 'WorkloadIdentity',
          environmentType: 'PublicCloud',
          useAzureSDK: false,
          vaultUrl: `https://${vault}.vault.azure.net`,
          ...(serviceAccount === undefined ? {} : { serviceAccountRef: serviceAccount }),
        },
      },
    };
  },
  delegates: () => true,
  entry,
  ignoresCase: true,
  fullName: entry,
};
