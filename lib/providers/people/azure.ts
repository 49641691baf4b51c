import type { ProviderPeople } from './people';

/** AKS, with Entra as its identity provider, is told the object ids of groups and nothing else. */
export const azurePeople: ProviderPeople = {
  group: {
    form: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    what: 'the object id of a group of Entra',
    example: '00000000-0000-4000-8000-0000000000a1',
  },
  known: 'the cluster has Entra as its identity provider (`--enable-aad --disable-local-accounts`)',
};
