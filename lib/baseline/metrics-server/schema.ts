import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of what tells autoscalers how much pods use. */
export const metricsServerSettings = z
  .strictObject({
    install: z
      .boolean()
      .default(true)
      .describe(
        'Whether the tree installs it where the provider does not; `false` where somebody else does.',
      ),
    path: mirrorPath
      .default('metrics-server')
      .describe(
        'Where its chart and its image lie in the registry of `mesh.registry`: the image right there, the chart under `charts`.',
      ),
  })
  .describe('metrics-server, on services that do not bring it.');
