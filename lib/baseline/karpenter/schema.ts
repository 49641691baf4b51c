import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of the controller that starts nodes where a cluster has `nodes: karpenter`. */
export const karpenterSettings = z
  .strictObject({
    path: mirrorPath
      .default('karpenter')
      .describe(
        'Where its image `controller` lies in the registry of `mesh.registry`, and its chart under `charts` there.',
      ),
    zonalShift: z
      .boolean()
      .default(false)
      .describe(
        'Whether it starts no nodes in a zone that traffic was shifted away from; zonal shift must be enabled for the cluster in EKS, or Karpenter does not start.',
      ),
  })
  .describe('Karpenter.');
