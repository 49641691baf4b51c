import { z } from 'zod';
import { mirrorPath } from '../../schema/leaves';

/** Settings of what makes groups of nodes larger where a cluster has `nodes: managed-node-groups`. */
export const clusterAutoscalerSettings = z
  .strictObject({
    path: mirrorPath
      .default('autoscaling')
      .describe(
        'Where its image `cluster-autoscaler` lies in the registry of `mesh.registry`, and its chart under `charts` there.',
      ),
  })
  .describe('The cluster autoscaler.');
