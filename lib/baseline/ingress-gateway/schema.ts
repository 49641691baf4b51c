import { z } from 'zod';
import { name } from '../../schema/leaves';

/** Settings of the shared ingress Gateway. */
export const ingressGatewaySettings = z
  .strictObject({
    certificateSecret: name
      .default('ingress-certificate')
      .describe('Secret with the certificate for *.<domain>, in the namespace of the Gateway.'),
    certificateIssuer: name
      .optional()
      .describe(
        'ClusterIssuer of cert-manager that the Secret is asked for from; without it somebody else brings the Secret.',
      ),
  })
  .describe('The Gateway through which exposed apps are reached.');
