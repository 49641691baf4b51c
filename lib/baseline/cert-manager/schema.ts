import { z } from 'zod';
import { mirrorPath, name } from '../../schema/leaves';

const issuer = z.strictObject({
  server: z
    .string()
    .regex(/^https:\/\/[^\s@]{1,500}$/, 'expected an address with https:// and without a password')
    .describe('Directory of an authority that speaks ACME.'),
  email: z
    .string()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'expected an address such as platform@example.com')
    .optional()
    .describe('Where the authority writes to when something is wrong.'),
});

/** Settings of who asks for certificates, and whom. */
export const certManagerSettings = z
  .strictObject({
    install: z
      .boolean()
      .default(true)
      .describe('`false`: somebody else runs cert-manager in the cluster, and makes its issuers.'),
    path: mirrorPath
      .default('cert-manager')
      .describe(
        'Where its chart and images lie in the registry of `mesh.registry`: the images right there, the chart under `charts`.',
      ),
    issuers: z
      .record(name, issuer)
      .default({})
      .describe(
        'ClusterIssuers by name; each proves names by records in `dnsZone`. cert-manager is installed where there is one.',
      ),
  })
  .describe('cert-manager and its issuers.');
