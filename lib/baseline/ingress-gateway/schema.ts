import { z } from 'zod';
import { name } from '../../schema/leaves';

/** Settings of the shared ingress Gateway. */
export const ingressGatewaySettings = z
  .strictObject({
    certificateSecret: name
      .default('ingress-certificate')
      .describe('Secret with the certificate for *.<domain>, in the namespace of the Gateway.'),
  })
  .describe('The Gateway through which exposed apps are reached.');
