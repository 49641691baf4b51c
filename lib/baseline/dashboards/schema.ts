import { z } from 'zod';

const price = z.number().min(0).max(1000);

/** Settings of what people look at. */
export const dashboardsSettings = z
  .strictObject({
    prices: z
      .strictObject({
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/, 'expected three letters, such as EUR')
          .describe('Currency, by its three letters.'),
        core: price.describe('What one core costs for an hour, as your bills come out at it.'),
        gibibyte: price.describe('What one GiB of memory costs for an hour.'),
      })
      .optional()
      .describe(
        'What requests of cores and memory cost; without it a core-hour counts 1, and memory nothing.',
      ),
  })
  .describe('Dashboards of Grafana.');
