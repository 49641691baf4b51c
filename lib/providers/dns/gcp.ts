import type { ProviderDns } from './dns';

/** Cloud DNS. */
export const gcpDns: ProviderDns = {
  zone: {
    form: /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    title: 'the name of a managed zone',
    example: 'example-com',
  },
  resource: ({ account, id }) => `${account}/${id}`,
  solver: ({ account, id }) => ({ cloudDns: { project: account, hostedZoneName: id } }),
  recordWriter: ({ account, id }) => ({
    provider: 'google',
    flags: { 'google-project': account, 'google-zone-visibility': 'public', 'zone-id-filter': id },
  }),
};
