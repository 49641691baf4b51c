/** An app that takes writes in two regions at once, with every statement that it then has to make. */
export const CART = {
  application: {
    name: 'cart',
    owner: 'shop',
    criticality: 'tier-1',
    regions: ['aws:us-east-1', 'aws:eu-west-1'],
    traffic: { exposure: 'public', routing: 'weighted-global', failover: 'manual-confirmed' },
    data: {
      mode: 'active-active',
      rpo: '1m',
      rto: '40m',
      activeActive: { conflicts: 'merge', idempotency: 'keys', session: 'shared' },
    },
  },
} as const;
