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

/** What a team has thought of before it lets two regions take writes at once. */
const activeActive = z.strictObject({
  conflicts: z
    .enum(['merge', 'last-writer-wins', 'custom'])
    .describe(
      'What becomes of two writes to one thing in two regions: `merge`, by data types that can (CRDT); `last-writer-wins` drops the older one; `custom`, by code of the app.',
    ),
  idempotency: z
    .enum(['keys', 'natural', 'none'])
    .describe(
      'Why a request that is tried again in another region takes effect once: `keys`, which the regions share; `natural`, because doing it twice changes nothing; with `none` it takes effect twice, so that nothing may be tried again.',
    ),
  session: z
    .enum(['none', 'shared', 'regional'])
    .describe(
      'Where what the app knows of a user between two requests is: nowhere, in every region, or in one, where it is lost with it.',
    ),
});

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
  backupInterval: duration
    .optional()
    .describe(
      'Of data that is restored from backups: longest time between two that its database makes itself, until they are in another region; default is what the backup profile of the cluster does.',
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
  activeActive: activeActive
    .optional()
    .describe('Of an app whose mode is active-active: what makes writes in several regions safe.'),
};

/** `data`, resolved. */
export interface Data {
  readonly mode: DataMode;
  readonly rpoSeconds?: number | undefined;
  readonly rtoSeconds?: number | undefined;
  readonly promotionSeconds?: number | undefined;
  readonly backupIntervalSeconds?: number | undefined;
  readonly primary?: string | undefined;
  readonly connectionsPerReplica?: number | undefined;
  readonly maxConnections?: number | undefined;
  readonly residency?: readonly string[] | undefined;
  readonly activeActive?: z.output<typeof activeActive> | undefined;
}

/** From the fields as written to the resolved form. */
export function resolveData(parsed: z.output<z.ZodObject<typeof dataFields>>): Data {
  const { rpo, rto, promotion, backupInterval, ...rest } = parsed;
  return {
    ...rest,
    rpoSeconds: rpo,
    rtoSeconds: rto,
    promotionSeconds: promotion,
    backupIntervalSeconds: backupInterval,
  };
}
