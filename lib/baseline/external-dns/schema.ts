import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of who writes the public records of a cluster. */
export const externalDnsSettings = z
  .strictObject({
    install: z.boolean().default(true).describe('`false`: somebody else runs external-dns in the cluster.'),
    path: mirrorPath
      .default('external-dns')
      .describe(
        'Where its chart and image lie in the registry of `mesh.registry`: the image right there, the chart under `charts`.',
      ),
  })
  .describe('external-dns, where the entry needs records and `dnsZone` says where they go.');
