import { DNS_NAME } from '../../core/names';
import type { ProviderDns } from './dns';

function placeOf(account: string): { subscription: string; group: string } {
  const [subscription = '', group = ''] = account.split('/');
  return { subscription, group };
}

/** Azure DNS: a zone is called as the domain that it holds. external-dns takes who it is from a file alone. */
export const azureDns: ProviderDns = {
  zone: { form: DNS_NAME, title: 'the name of a DNS zone', example: 'example.com' },
  resource: ({ account, id }) => `${account}/${id}`,
  solver: ({ account, id }, { identity }) => {
    const { subscription, group } = placeOf(account);
    return {
      azureDns: {
        subscriptionId: subscription,
        resourceGroupName: group,
        hostedZoneName: id,
        ...(identity === undefined ? {} : { managedIdentity: { clientId: identity } }),
      },
    };
  },
  recordWriter: ({ account, id }) => {
    const { subscription, group } = placeOf(account);
    return {
      provider: 'azure',
      flags: {
        'azure-resource-group': group,
        'azure-subscription-id': subscription,
        'zone-name-filter': id,
      },
      file: {
        flag: 'azure-config-file',
        name: 'azure.json',
        content: '{"useWorkloadIdentityExtension": true}\n',
      },
    };
  },
};
