import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of what takes the backups of a cluster. */
export const veleroSettings = z
  .strictObject({
    path: mirrorPath
      .default('backup')
      .describe(
        'Where the chart and the images of Velero lie in the registry of `mesh.registry`: the images right there, the chart under `charts`.',
      ),
  })
  .describe('Velero, in clusters whose backup profile is of it.');
