import { z } from 'zod';
import { duration, name } from '../../schema/leaves';

/** How the app's data is spread over regions; docs/glossary.md says what each promises. */
export const DATA_MODES = [
  'none',
  'regional',
  'single-primary',
  'backup-restore',
  'pilot-light',
  'regional-primary-with-standby',
  'hot-standby',
  'active-active',
  'consensus',
  'event-sourced',
  'regional-writes-global-reads',
] as const;

/** One of DATA_MODES. */
export type DataMode = (typeof DATA_MODES)[number];

/** The fields of `data`, as they are written. */
export const dataFields = {
  mode: z
    .enum(DATA_MODES)
    .default('none')
    .describe('How the data is spread over regions, and so which regions may serve.'),
  rpo: duration.optional().describe('Most data, as time, that the loss of a region may cost.'),
  rto: duration
    .optional()
    .describe('Longest time until the app serves again after any loss that the fleet is meant to survive.'),
  promotion: duration
    .optional()
    .describe(
      'Time that it takes until another copy of the data takes the writes, promotion or restore, as your last drill showed; default by mode.',
    ),
  primary: name
    .optional()
    .describe('Region, or cluster, whose copy takes the writes; default is the first entry of `regions`.'),
  connectionsPerReplica: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Connections that one replica may open to the database: the size of its pool.'),
  maxConnections: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('Connections that the database of one region takes, from this app.'),
  residency: z
    .array(name)
    .min(1)
    .optional()
    .describe('Geographies that the data, and so the app, may not leave.'),
};

/** `data`, resolved. */
export interface Data {
  readonly mode: DataMode;
  readonly rpoSeconds?: number | undefined;
  readonly rtoSeconds?: number | undefined;
  readonly promotionSeconds?: number | undefined;
  readonly primary?: string | undefined;
  readonly connectionsPerReplica?: number | undefined;
  readonly maxConnections?: number | undefined;
  readonly residency?: readonly string[] | undefined;
}

/** From the fields as written to the resolved form. */
export function resolveData(parsed: z.output<z.ZodObject<typeof dataFields>>): Data {
  const { rpo, rto, promotion, ...rest } = parsed;
  return { ...rest, rpoSeconds: rpo, rtoSeconds: rto, promotionSeconds: promotion };
}
