import { z } from 'zod';
import { duration } from '../../schema/leaves';

const FIVE_FIELDS = /^(([\d*,/-]|[A-Za-z]{3})+ ){4}([\d*,/-]|[A-Za-z]{3})+$/;
const AMI_ALIAS = /^(al2023@v\d{8}|bottlerocket@v?\d+\.\d+\.\d+)$/;
const SHARE_OF_NODES = /^(100|[1-9]?\d)%$|^\d{1,4}$/;

const wholeMinutes = duration.refine(
  (seconds) => seconds >= 60 && seconds % 60 === 0 && seconds <= 7 * 86_400,
  'expected whole minutes, at most a week, such as 10h',
);
const lifetime = duration.refine(
  (seconds) => seconds >= 60 && Number.isInteger(seconds),
  'expected a minute or more, such as 720h',
);

/** Settings of the pools of nodes, where a cluster has any. */
export const nodePoolsSettings = z
  .strictObject({
    image: z
      .string()
      .regex(AMI_ALIAS, 'expected a pinned image such as al2023@v20260903')
      .default('al2023@v20260903')
      .describe(
        'Image of the nodes of Karpenter on EKS. Nodes of another one are replaced, within `disruption`: set it by overlays of rings, so that a new image reaches one ring after the other.',
      ),
    families: z
      .array(
        z.string().regex(/^[A-Za-z]{1,4}$/, 'expected families as the cloud writes them, such as m or D'),
      )
      .min(1)
      .optional()
      .describe(
        'Families of machines that nodes may be of, as the cloud calls them; set it by overlays of regions that lack one. Default is `c`, `m` and `r` on EKS, and `D`, `E` and `F` on AKS.',
      ),
    expireAfter: lifetime
      .prefault('720h')
      .describe('Age at which a node is replaced, so that none misses what was mended since.'),
    terminationGracePeriod: lifetime
      .prefault('4h')
      .describe(
        'How long a node that is to go waits for pods whose disruption budget lets none of them go; then they go all the same.',
      ),
    consolidateAfter: lifetime
      .prefault('5m')
      .describe('How long nothing may have come or gone before a node counts as not needed.'),
    disruption: z
      .strictObject({
        nodes: z
          .string()
          .regex(SHARE_OF_NODES, 'expected a share or a number of nodes, such as 10% or 2')
          .default('10%')
          .describe('How many nodes of a zone may be replaced at once.'),
        never: z
          .array(
            z.strictObject({
              schedule: z
                .string()
                .regex(FIVE_FIELDS, 'expected a schedule of five fields, such as 0 8 * * mon-fri')
                .describe('When it begins, in UTC, as cron writes it.'),
              duration: wholeMinutes.describe('How long it lasts.'),
            }),
          )
          .default([])
          .describe(
            'When no node is replaced to save money or because it is outdated: hours of business, a drill. Machines that the cloud takes away, and nodes that expire, go all the same.',
          ),
      })
      .prefault({})
      .describe('How many nodes may be replaced at once, and when none.'),
  })
  .describe('Pools of nodes: those of Karpenter, of EKS Auto Mode and of node auto-provisioning in AKS.');
