import { z } from 'zod';
import { name } from '../schema/leaves';

/** A minor release of Kubernetes; in quotes, because YAML takes 1.30 for 1.3. */
export const kubernetesMinor = z
  .string()
  .regex(/^1\.\d{1,3}$/, 'expected a minor release of Kubernetes, such as "1.35"');

const istioRelease = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/, 'expected a release of Istio with its patch, such as 1.31.1');

/** A release and no range: Argo CD would move a range by itself. */
const chartRelease = z
  .string()
  .regex(/^v?\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'expected one release of a chart, such as 77.1.1');

const istioSchema = z
  .strictObject({
    active: istioRelease.describe(
      'Release that new pods join, through the revision tag `default`; moving to another one is a change of this value.',
    ),
    installed: z
      .array(istioRelease)
      .min(1)
      .optional()
      .describe('Releases that run side by side; default is the active one alone.'),
  })
  .optional()
  .describe('The control planes of the mesh; default is the release that the output is tested with.');

/** One file under versions/: what the clusters of a ring run. */
export const versionsSchema = z
  .strictObject({
    ring: name.describe('Name of the ring, as fleet.yaml has it; also the name of the file.'),
    kubernetes: kubernetesMinor
      .default('1.35')
      .describe(
        'Minor release of Kubernetes that its clusters run, or are upgraded to; whoever runs the clusters does that, and Argo CD does not.',
      ),
    istio: istioSchema,
    charts: z
      .record(name, chartRelease)
      .default({})
      .describe('Chart → release; a chart that is not named has the release that the output is tested with.'),
  })
  .meta({
    title: 'Versions',
    description: 'What the clusters of a ring run. A ring without such a file has the built-in set.',
  });

/** A file under versions/ as it was parsed. */
export type VersionsInput = z.output<typeof versionsSchema>;
