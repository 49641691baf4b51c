import { z } from 'zod';
import { name } from '../../schema/leaves';

/** The fields of `identity`, as they are written. */
export const identityFields = {
  cloudPermissionsProfile: name
    .optional()
    .describe('Name of the set of cloud permissions that the app is granted.'),
  kubernetesApi: z
    .boolean()
    .default(false)
    .describe('Whether the pods get a token for the Kubernetes API, and a way to it.'),
};

/** `identity`, resolved. */
export interface Identity {
  readonly cloudPermissionsProfile?: string | undefined;
  readonly kubernetesApi: boolean;
}

/** From the fields as written to the resolved form. */
export function resolveIdentity(parsed: z.output<z.ZodObject<typeof identityFields>>): Identity {
  return parsed;
}
