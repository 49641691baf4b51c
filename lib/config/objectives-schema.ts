import { z } from 'zod';
import { duration, name, percent, pinnedImage } from '../schema/leaves';

/** What a fleet can be meant to survive, the smallest first. */
export const LOSS_KINDS = [
  'zone',
  'cluster',
  'region',
  'zone-and-region',
  'region-pair',
  'provider',
] as const;

/** One of LOSS_KINDS. */
export type LossKind = (typeof LOSS_KINDS)[number];

/** The losses that every app is planned for. */
export const surviveSchema = z
  .array(z.enum(LOSS_KINDS))
  .min(1)
  .refine((kinds) => new Set(kinds).size === kinds.length, 'expected each loss once')
  .default(['zone', 'region'])
  .describe(
    'Losses that the fleet is meant to survive, one at a time: every zone, cluster, region or provider; `zone-and-region`: a zone of any other region while a region is away (N+2); `region-pair`: any two regions.',
  );

/** pause 3.10.1, as registry.k8s.io has it. */
const PAUSE = 'pause@sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c';

/** How much room the plan leaves. */
export const capacitySchema = z
  .strictObject({
    growth: z
      .number()
      .min(0)
      .max(1000)
      .default(0)
      .describe('Growth in percent that is added to every declared peak.'),
    utilisationCeiling: percent
      .prefault(85)
      .describe('Highest use of the replicas, in percent, that is still safe while a loss lasts.'),
    placeholder: z
      .strictObject({
        registry: name
          .optional()
          .describe('Registry that the image of placeholders comes from; default is `defaultRegistry`.'),
        image: pinnedImage
          .default(PAUSE)
          .describe('Its path there, with its digest: anything that only waits.'),
      })
      .prefault({})
      .describe('What clusters run that hold room ready by pods.'),
  })
  .prefault({})
  .describe('How much room the capacity plan leaves.');

/** What the way back from a loss takes, beyond what follows from the apps themselves. */
export const recoverySchema = z
  .strictObject({
    healthCheckInterval: duration
      .refine((seconds) => seconds >= 1 && seconds <= 300, 'expected a time from 1s to 5m')
      .prefault('10s')
      .describe('Time between two health checks of the entry, as the DNS or edge service makes them.'),
    failureThreshold: z
      .int()
      .min(1)
      .max(10)
      .default(3)
      .describe('Failed health checks in a row after which a region gets no more users.'),
    dnsTtl: duration
      .refine((seconds) => seconds <= 86_400, 'expected at most 24h')
      .prefault('60s')
      .describe(
        'Time that clients keep an answer of DNS; 0s where one address stands for all regions (anycast, an edge service).',
      ),
    dnsOverrun: duration
      .refine((seconds) => seconds <= 86_400, 'expected at most 24h')
      .prefault('0s')
      .describe(
        'How much longer than that resolvers go on with an old answer: what your own measurements show.',
      ),
    decision: duration
      .prefault('10m')
      .describe('Time until a person has been called, has looked, and has confirmed a failover.'),
    edgeChange: duration
      .refine((seconds) => seconds <= 86_400, 'expected at most 24h')
      .optional()
      .describe(
        'Time until a change of an edge service is in effect everywhere, as your own measurements show; default is 20m with Front Door, as its provider says, and 5m with the Gateway of Google, which is assumed.',
      ),
    drillEveryDays: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe(
        'Days after which a takeover that was only computed must have been seen: synth warns of every production cluster whose `lastDrill` is older, or missing. Quarterly, 92, is usual; without it nobody is reminded.',
      ),
  })
  .prefault({})
  .describe('What the way back from a loss takes; the plan adds it up against the RTO of every app.');
