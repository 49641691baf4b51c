import type { ProviderDns } from './dns';

/**
 * Route 53. A filter for a name below that of the zone leaves the zone out, unless parents are looked at too
 * (external-dns, provider/aws).
 */
export const awsDns: ProviderDns = {
  zone: {
    form: /^Z[A-Z0-9]{5,31}$/,
    title: 'the ID of a hosted zone',
    example: 'Z0123456789ABCDEFGHIJ',
  },
  resource: ({ id }) => id,
  solver: ({ id }, { region }) => ({ route53: { region, hostedZoneId: id } }),
  recordWriter: ({ id }) => ({
    provider: 'aws',
    flags: { 'aws-zone-match-parent': true, 'aws-zone-type': 'public', 'zone-id-filter': id },
  }),
};
