import { z } from 'zod';
import { name, percent, urlPath } from '../../schema/leaves';

/** The fields of `observability`, as they are written. */
export const observabilityFields = {
  slo: percent
    .optional()
    .describe(
      'Share of requests, in percent over 30 days, that must succeed in each cluster; at least 93.06 and less than 100.',
    ),
  telemetryProfile: name
    .default('standard-http-service')
    .describe(
      'What is counted: `standard-http-service`, `standard-grpc-service`, `standard-worker`, or a file under profiles/telemetry/.',
    ),
  metrics: z
    .strictObject({
      port: name.describe('Name of one of its ports.'),
      path: urlPath.default('/metrics').describe('Path that answers with them.'),
    })
    .optional()
    .describe('Where the app shows metrics of its own; those of its requests come from the mesh.'),
};

/** `observability`, resolved. */
export interface Observability {
  readonly sloPercent?: number | undefined;
  readonly telemetryProfile: string;
  readonly metrics?: { readonly port: string; readonly path: string } | undefined;
}

/** From the fields as written to the resolved form. */
export function resolveObservability(
  parsed: z.output<z.ZodObject<typeof observabilityFields>>,
): Observability {
  const { slo, ...rest } = parsed;
  return { ...rest, sloPercent: slo };
}
