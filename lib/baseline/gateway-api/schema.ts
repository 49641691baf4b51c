import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of the definitions that routes and gateways are made of. */
export const gatewayApiSettings = z
  .strictObject({
    install: z
      .boolean()
      .default(true)
      .describe('`false`: somebody else keeps the definitions in the cluster.'),
    path: mirrorPath
      .default('gateway-api')
      .describe('The artifact with the definitions, in the registry of `mesh.registry`.'),
  })
  .describe('The definitions of the Gateway API.');
