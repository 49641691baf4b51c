import { z } from 'zod';

/** What answers users with a region, and what each needs to be told. One line a service. */
const SERVICES = {
  route53: z
    .strictObject({
      hostedZone: z
        .string()
        .regex(/^Z[A-Z0-9]{5,31}$/, 'expected the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ')
        .describe('ID of the public hosted zone that holds `domain`.'),
    })
    .optional()
    .describe('Amazon Route 53: records of every region, written by its controller for Kubernetes (ACK).'),
};

/** `entry` of fleet.yaml: what sends users to a region. */
export const entrySchema = z
  .strictObject(SERVICES)
  .refine(
    (services) => Object.values(services).filter((service) => service !== undefined).length === 1,
    `expected one of ${Object.keys(SERVICES).join(', ')}`,
  )
  .optional()
  .describe(
    'What sends users to a region; without it nothing is written for them, and they are yours to send.',
  );
