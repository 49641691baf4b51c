import { z } from 'zod';
import { PROVIDER_NAMES } from './cluster-schema';

/** `dnsZone` of fleet.yaml: where the public records of the domain are kept. */
export const dnsZoneSchema = z
  .strictObject({
    provider: z.enum(PROVIDER_NAMES).describe('Cloud that serves the zone.'),
    account: z
      .string()
      .max(140)
      .describe(
        'Account of AWS (12 digits, in quotes), `subscription/resource group` of Azure, or project of Google Cloud that the zone is in.',
      ),
    id: z
      .string()
      .max(253)
      .describe(
        'ID of the hosted zone of Route 53, name of the zone of Azure DNS, or of the managed zone of Cloud DNS.',
      ),
  })
  .optional()
  .describe(
    'The public zone that holds `domain`. With it every cluster gets external-dns where the entry needs it, and issuers of certificates can prove names; without it both are yours to install.',
  );
