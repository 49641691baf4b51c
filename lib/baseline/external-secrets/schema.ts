import { z } from 'zod';
import { mirrorPath, name } from '../../schema/leaves';

/** Settings of what makes Secrets out of the stores of the region. */
export const externalSecretsSettings = z
  .strictObject({
    install: z
      .boolean()
      .default(true)
      .describe(
        'Whether the tree installs the operator and its stores; `false` where somebody else does, and both stores are there under their names.',
      ),
    path: mirrorPath
      .default('external-secrets')
      .describe(
        'Where its chart and its image lie in the registry of `mesh.registry`: the image right there, the chart under `charts`.',
      ),
    appStore: name
      .default('apps')
      .describe(
        'ClusterSecretStore that the secrets of apps come out of; that of the platform is another one.',
      ),
  })
  .describe('The External Secrets Operator.');
