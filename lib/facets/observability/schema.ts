import { type z } from 'zod';
import { name, percent } from '../../schema/leaves';

/** The fields of `observability`, as they are written. */
export const observabilityFields = {
  slo: percent.optional().describe('Share of requests, in percent over 30 days, that must succeed.'),
  telemetryProfile: name
    .default('standard-http-service')
    .describe('Set of metrics, traces and alerts that the app gets.'),
};

/** `observability`, resolved. */
export interface Observability {
  readonly sloPercent?: number | undefined;
  readonly telemetryProfile: string;
}

/** From the fields as written to the resolved form. */
export function resolveObservability(
  parsed: z.output<z.ZodObject<typeof observabilityFields>>,
): Observability {
  const { slo, ...rest } = parsed;
  return { ...rest, sloPercent: slo };
}
