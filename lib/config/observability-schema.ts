import { z } from 'zod';
import { name, quantityText } from '../schema/leaves';

const copies = z.int().min(1).max(10);

/** One file under profiles/observability/: how the clusters that name it watch themselves. */
export const observabilityProfileSchema = z
  .strictObject({
    name: name.describe(
      'Name of the profile, as `observabilityProfile` of a cluster has it; also the name of its file.',
    ),
    prometheusReplicas: copies.describe('Copies of Prometheus, each of which sees everything.'),
    alertmanagerReplicas: copies.describe('Copies of Alertmanager.'),
    retention: z
      .string()
      .regex(
        /^([3-9]|[1-9]\d{1,2})d$/,
        'expected whole days such as 32d, and not fewer than an alert looks back: 3d',
      )
      .describe('How long series are kept in the cluster itself; error budgets are counted over 30 days.'),
    storage: quantityText.describe('Disk of each Prometheus.'),
    retentionSize: z
      .string()
      .regex(/^[1-9]\d{0,5}(MB|GB|TB)$/, 'expected a size as Prometheus writes it, such as 170GB')
      .describe('How much of its disk series may take.'),
    scrapeIntervalSeconds: z
      .int()
      .min(5)
      .max(120)
      .describe('Seconds between two looks at what has no interval of its own.'),
    cpu: quantityText.describe('CPU that each Prometheus asks for.'),
    memory: quantityText.describe('Memory that each Prometheus asks for.'),
    collectorReplicas: copies.describe('Copies of what takes traces.'),
    collectorCpu: quantityText.describe('CPU that each of them asks for.'),
    collectorMemory: quantityText.describe('Memory that each of them may use.'),
  })
  .meta({ title: 'Observability profile', description: 'How clusters watch themselves.' });

/** An observability profile as it was parsed. */
export type ObservabilityProfileInput = z.output<typeof observabilityProfileSchema>;
