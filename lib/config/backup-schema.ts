import { z } from 'zod';
import { day, duration, name } from '../schema/leaves';

const DAY = 86_400;

/** Intervals that a schedule of five fields can say, and that start at the same hours every day. */
function dividesDay(seconds: number): boolean {
  const isOfHours = seconds % 3600 === 0 && DAY % seconds === 0;
  return isOfHours || (seconds >= 900 && seconds % 60 === 0 && 3600 % seconds === 0);
}

const wholeDays = (seconds: number): boolean => seconds >= DAY && seconds % DAY === 0;

/** What becomes of the volumes of a namespace that is backed up. */
export const VOLUME_BACKUPS = ['none', 'snapshot', 'copy'] as const;

/** One file under profiles/backup/: how clusters are backed up. */
export const backupProfileSchema = z
  .strictObject({
    name: name.describe(
      'Name of the profile, as `backupProfile` of a cluster has it; also the name of its file.',
    ),
    every: duration
      .refine(dividesDay, 'expected a time that divides an hour or a day, from 15m to 24h, such as 6h')
      .describe('Time between the starts of two backups.'),
    takes: duration
      .refine((seconds) => seconds > 0, 'expected a time above 0, such as 1h')
      .describe('Longest that one takes until it can be restored from.'),
    keep: duration
      .refine(wholeDays, 'expected whole days, such as 30d')
      .describe('How long each is kept; then it is deleted.'),
    volumes: z
      .enum(VOLUME_BACKUPS)
      .default('copy')
      .describe(
        'What becomes of volumes: `copy`, their content goes to where the backups lie; `snapshot`, a snapshot in the region of the cluster, which is lost with it; `none`, they are left out.',
      ),
    ownKey: z
      .boolean()
      .default(true)
      .describe(
        'Whether backups must be encrypted with a key of your own, where the cloud asks for one by name.',
      ),
    restoreTestEvery: duration
      .refine(wholeDays, 'expected whole days, such as 7d')
      .describe(
        'How often a restore is tried: by Velero itself, or by a person who writes it into `lastRestore`.',
      ),
  })
  .meta({ title: 'Backup profile', description: 'How clusters are backed up.' });

/** A backup profile as it was parsed. */
export type BackupProfileInput = z.output<typeof backupProfileSchema>;

const bucket = z
  .string()
  .max(140)
  .regex(/^[a-z0-9]([a-z0-9./-]*[a-z0-9])?$/, 'expected what the cloud calls the bucket')
  .describe('Bucket that they go to; on Azure `storage account/container`.');
const region = name.describe('Region of the same provider that they lie in.');

const placeFields = {
  bucket: bucket.optional(),
  region,
  key: z
    .string()
    .max(300)
    .regex(/^[\w:/@.-]+$/, 'expected what the cloud calls the key')
    .optional()
    .describe('Key that they are encrypted with: the ARN of a key, the name of a key of Cloud KMS.'),
};

const storeFields = {
  ...placeFields,
  replica: z
    .strictObject({
      ...placeFields,
      lag: duration.describe('Longest until a backup is there too.'),
    })
    .optional()
    .describe('Where the store itself copies them to, in another region.'),
};

/** Where the backups of a cluster lie. */
export const backupSchema = z
  .strictObject({
    ...storeFields,
    resident: z
      .strictObject(storeFields)
      .optional()
      .describe(
        'Where those of namespaces lie whose apps have a `data.residency`; default is with the others.',
      ),
    lastRestore: z
      .strictObject({
        date: day.describe('Day on which a restore was tried.'),
        evidence: z
          .string()
          .regex(/^[^\r\n]{1,300}$/, 'expected one line of at most 300 characters')
          .describe('Where it is written down what was seen: an address, or the name of a report.'),
      })
      .optional()
      .describe(
        'The last time that somebody restored from them, where the service of the provider takes them; `restoreTestEvery` of the profile says how old that may be. Velero tries it by itself.',
      ),
  })
  .describe('Where its backups lie; how they are taken is in `backupProfile`.');

/** The same, as it was parsed. */
export type BackupInput = z.output<typeof backupSchema>;

/** One place of it, as it was parsed. */
export type BackupStoreInput = Omit<BackupInput, 'resident' | 'lastRestore'>;
